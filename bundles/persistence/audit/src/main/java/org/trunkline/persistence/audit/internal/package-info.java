/** The audit as it is read: apart from the core of persistence, which starts before anybody knows the tree of accounts. */
package org.trunkline.persistence.audit.internal;
