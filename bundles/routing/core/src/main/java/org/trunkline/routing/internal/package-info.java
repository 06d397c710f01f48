/** The rules of callflows. */
package org.trunkline.routing.internal;
