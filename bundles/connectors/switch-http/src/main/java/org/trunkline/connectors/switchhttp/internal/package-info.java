/** {@code /switch/v1}: how switches ask for calls over HTTP. */
package org.trunkline.connectors.switchhttp.internal;
