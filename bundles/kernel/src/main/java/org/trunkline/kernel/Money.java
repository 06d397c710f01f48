package org.trunkline.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Exact conversions between decimal amounts on the wire and the integers used inside: micros (1/1 000 000) of a
 * currency for amounts, nanos (1/1 000 000 000) for prices per minute. Nothing here rounds; the only rounding of the
 * product is at the end of a cost (charging §3).
 */
public final class Money {
    public static final long MICROS_PER_UNIT = 1_000_000L;
    public static final long NANOS_PER_UNIT = 1_000_000_000L;
    /** The largest amount accepted from outside, in micros: a thousand million units. */
    public static final long AMOUNT_MAX_MICROS = 1_000_000_000L * MICROS_PER_UNIT;

    private Money() {}

    /**
     * Returns the amount in micros.
     *
     * @throws InvalidException naming the field, if it has more than six decimals or is out of bounds
     */
    public static long toMicros(String field, BigDecimal amount) {
        return exact(field, amount, 6, AMOUNT_MAX_MICROS);
    }

    /**
     * Returns the price in nanos.
     *
     * @throws InvalidException naming the field, if it has more than nine decimals or is out of bounds
     */
    public static long toNanos(String field, BigDecimal price) {
        return exact(field, price, 9, 1_000_000L * NANOS_PER_UNIT);
    }

    public static BigDecimal fromMicros(long micros) {
        return plain(micros, 6);
    }

    public static BigDecimal fromNanos(long nanos) {
        return plain(nanos, 9);
    }

    private static BigDecimal plain(long unscaled, int scale) {
        BigDecimal value = BigDecimal.valueOf(unscaled, scale).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private static long exact(String field, BigDecimal amount, int decimals, long max) {
        // precision and scale first: an exponent of a thousand million must not become as many digits
        if (amount.precision() - (long) amount.scale() > 12) {
            throw tooBig(field, max, decimals);
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        if (stripped.scale() > decimals) {
            throw new InvalidException(
                    field, "wrong_format", "Value must not have more than " + decimals + " decimals");
        }
        BigInteger scaled = stripped.setScale(decimals).unscaledValue();
        if (scaled.abs().compareTo(BigInteger.valueOf(max)) > 0) {
            throw tooBig(field, max, decimals);
        }
        return scaled.longValueExact();
    }

    private static InvalidException tooBig(String field, long max, int decimals) {
        return new InvalidException(
                field,
                "maximum",
                "Value must be at most " + plain(max, decimals).toPlainString());
    }
}
