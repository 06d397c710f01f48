/** The one DataSource, the migrations of every domain, and the shared tables of audit and outbox. */
package org.trunkline.persistence.internal;
