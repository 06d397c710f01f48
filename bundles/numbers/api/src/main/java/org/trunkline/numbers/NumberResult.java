package org.trunkline.numbers;

import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.DomainException;

/**
 * What became of one number of an order.
 *
 * @param number E.164, or as it came where it has no such form
 * @param done as it stands now; empty if the order was refused for it
 * @param refused why; empty if it was not
 */
public record NumberResult(String number, Optional<NumberView> done, Optional<DomainException> refused) {
    public NumberResult {
        Objects.requireNonNull(number, "number");
        if (done.isPresent() == refused.isPresent()) {
            throw new IllegalArgumentException(number);
        }
    }

    /** Returns what was done, or throws why nothing was. */
    public NumberView orThrow() {
        if (refused.isPresent()) {
            throw refused.get();
        }
        return done.orElseThrow();
    }
}
