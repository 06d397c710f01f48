/** The engine of tasks: inputs on disk, a few workers, what became of every row. */
package org.trunkline.tasks.internal;
