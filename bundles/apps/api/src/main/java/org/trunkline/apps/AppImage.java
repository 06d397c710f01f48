package org.trunkline.apps;

import java.io.InputStream;

/**
 * An icon or a screenshot.
 *
 * @param mediaType such as {@code image/png}
 * @param content is read once and closed by whoever reads it
 */
public record AppImage(String mediaType, InputStream content) {}
