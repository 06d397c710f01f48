/** Mail templates under {@code /v2}. */
package org.trunkline.mail.rest.internal;
