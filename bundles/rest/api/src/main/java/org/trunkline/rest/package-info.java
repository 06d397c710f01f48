/**
 * What a {@code rest} room needs to publish resources under {@code /v2}: markers, the request and the answer. Ids in
 * paths are read with {@link org.trunkline.rest.PathIds}, so that a malformed one answers 404.
 */
@Export
@Version("1.2.0")
package org.trunkline.rest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
