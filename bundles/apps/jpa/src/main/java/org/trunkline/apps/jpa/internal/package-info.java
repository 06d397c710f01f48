/** Apps of accounts in a table. */
package org.trunkline.apps.jpa.internal;
