/** Apps on the wire. */
package org.trunkline.apps.rest.internal;
