/** Keeps the accounts: their documents, their tree, and who may do what to them. */
package org.trunkline.accounts.internal;
