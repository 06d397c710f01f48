/** Who may give which name and look to the clients of which domain. */
package org.trunkline.whitelabel.internal;
