/** Webhooks on the wire. */
package org.trunkline.webhooks.rest.internal;
