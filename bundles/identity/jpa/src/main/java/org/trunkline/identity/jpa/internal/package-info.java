/** Users and keys in the database. */
package org.trunkline.identity.jpa.internal;
