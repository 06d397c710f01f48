/** Accounts in the database. */
package org.trunkline.accounts.jpa.internal;
