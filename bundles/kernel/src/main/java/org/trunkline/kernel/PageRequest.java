package org.trunkline.kernel;

import java.util.Objects;
import java.util.Optional;

/**
 * Which rows of a list are wanted. Lists page by key, never by offset, so a page costs the same anywhere.
 *
 * @param startKey the key of the first row wanted (inclusive); empty for the first page
 * @param size how many rows at most, 1..{@value #SIZE_MAX}
 * @param ascending the wire's default is descending
 */
public record PageRequest(Optional<String> startKey, int size, boolean ascending) {
    public static final int SIZE_DEFAULT = 50;
    public static final int SIZE_MAX = 10_000;

    public PageRequest {
        Objects.requireNonNull(startKey, "startKey");
        if (size < 1 || size > SIZE_MAX) {
            throw new IllegalArgumentException("page size " + size);
        }
    }

    public static PageRequest first() {
        return new PageRequest(Optional.empty(), SIZE_DEFAULT, false);
    }

    public static PageRequest all() {
        return new PageRequest(Optional.empty(), SIZE_MAX, false);
    }
}
