package org.trunkline.ledger;

import java.util.Objects;

/**
 * The sum of entries of one service.
 *
 * @param amountMicros the sum of their amounts
 * @param quantity the sum of what was used
 * @param usageType usage type of the latest of them
 * @param unit unit of the latest of them
 */
public record ServiceTotal(long amountMicros, long quantity, String usageType, String unit) {
    public ServiceTotal {
        Objects.requireNonNull(usageType, "usageType");
        Objects.requireNonNull(unit, "unit");
    }

    /** Returns the total with one more entry in it. */
    public ServiceTotal plus(PostingLine line) {
        return new ServiceTotal(
                Math.addExact(amountMicros, line.amountMicros()),
                Math.addExact(quantity, line.usage().quantity()),
                line.usage().type(),
                line.usage().unit());
    }

    /** Returns what is left without a part of it. */
    public ServiceTotal minus(ServiceTotal part) {
        return new ServiceTotal(
                Math.subtractExact(amountMicros, part.amountMicros),
                Math.subtractExact(quantity, part.quantity),
                usageType,
                unit);
    }

    /** Returns a total without entries. */
    public static ServiceTotal none() {
        return new ServiceTotal(0, 0, "", "");
    }
}
