/** Names and looks in tables. */
package org.trunkline.whitelabel.jpa.internal;
