/** The rules of call admission (charging §1-§4), limits of accounts, and the keys of switches. */
package org.trunkline.limits.internal;
