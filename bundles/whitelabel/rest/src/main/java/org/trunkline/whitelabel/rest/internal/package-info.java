/** Names and looks on the wire. */
package org.trunkline.whitelabel.rest.internal;
