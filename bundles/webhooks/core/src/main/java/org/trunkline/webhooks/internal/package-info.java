/** What is told to whom, and how it gets there. */
package org.trunkline.webhooks.internal;
