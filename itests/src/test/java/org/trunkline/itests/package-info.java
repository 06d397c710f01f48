/** The assembled distribution, seen from outside: over its ports, its console and its log. */
package org.trunkline.itests;
