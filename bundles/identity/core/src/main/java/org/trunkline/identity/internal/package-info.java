/** The rules of identity: users, passwords, tokens and the keys that sign them. */
package org.trunkline.identity.internal;
