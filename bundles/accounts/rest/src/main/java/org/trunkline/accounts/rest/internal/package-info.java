/** Accounts over HTTP: crossbar-api §3. */
package org.trunkline.accounts.rest.internal;
