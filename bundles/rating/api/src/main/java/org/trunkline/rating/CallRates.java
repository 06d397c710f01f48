package org.trunkline.rating;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a call costs all who pay for it.
 *
 * @param paid by each payer, in the order in which they were asked for
 * @param carrierCost what root pays a carrier
 */
public record CallRates(List<Optional<Rate>> paid, Optional<Rate> carrierCost) {
    public CallRates {
        paid = List.copyOf(paid);
        Objects.requireNonNull(carrierCost, "carrierCost");
    }
}
