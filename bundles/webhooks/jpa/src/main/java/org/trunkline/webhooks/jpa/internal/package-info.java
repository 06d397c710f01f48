/** Webhooks and what waits for their receivers, in tables. */
package org.trunkline.webhooks.jpa.internal;
