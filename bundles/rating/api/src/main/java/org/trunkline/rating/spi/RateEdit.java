package org.trunkline.rating.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of one rate since the snapshot of its deck.
 *
 * @param rateId the wire id of the rate
 * @param document the rate as JSON; empty when it was removed
 */
public record RateEdit(String rateId, Optional<String> document) {
    /** The longest wire id: country, 20 digits, suffix, direction. */
    public static final int RATE_ID_LENGTH_MAX = 128;

    public RateEdit {
        Objects.requireNonNull(rateId, "rateId");
        Objects.requireNonNull(document, "document");
    }
}
