/** Tasks in the database. */
package org.trunkline.tasks.jpa.internal;
