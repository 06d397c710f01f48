package org.trunkline.numbers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A number as a caller sees it.
 *
 * @param state how it stands now
 * @param features those that are on
 * @param available the features that it may have
 * @param usedBy what calls to it go to, such as {@code callflow}; empty where nobody knows
 */
public record NumberView(
        PhoneNumber number, NumberState state, List<String> features, List<String> available, Optional<String> usedBy) {
    public NumberView {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(usedBy, "usedBy");
        features = List.copyOf(features);
        available = List.copyOf(available);
    }
}
