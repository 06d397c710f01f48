/** Logins, users and API keys under {@code /v2}. */
package org.trunkline.identity.rest.internal;
