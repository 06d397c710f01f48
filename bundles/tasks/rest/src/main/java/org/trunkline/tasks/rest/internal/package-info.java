/** Tasks over HTTP. */
package org.trunkline.tasks.rest.internal;
