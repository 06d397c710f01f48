package org.trunkline.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What one unit of a currency is in another one, from a time on until the next rate of the pair. The other way round is a
 * rate of its own.
 *
 * @param from ISO 4217
 * @param to ISO 4217, another one
 * @param nanos how many billionths of a unit of {@code to} a unit of {@code from} is, 1..{@link #NANOS_MAX}
 * @param validFrom whole seconds
 */
public record ExchangeRate(String from, String to, long nanos, Instant validFrom) {
    /** A million. */
    public static final long NANOS_MAX = 1_000_000L * 1_000_000_000L;

    /** The last second that an id can tell; the first is that of 1970. */
    public static final Instant VALID_FROM_MAX = Instant.parse("9999-12-31T23:59:59Z");

    private static final long NANOS_PER_UNIT = 1_000_000_000L;
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public ExchangeRate {
        Objects.requireNonNull(validFrom, "validFrom");
        if (!CODE.matcher(from).matches() || !CODE.matcher(to).matches() || from.equals(to)) {
            throw new IllegalArgumentException("no pair of currencies: " + from + " " + to);
        }
        if (nanos < 1 || nanos > NANOS_MAX) {
            throw new IllegalArgumentException("exchange rate of " + nanos + " nanos");
        }
        if (validFrom.isBefore(Instant.EPOCH) || validFrom.isAfter(VALID_FROM_MAX)) {
            throw new IllegalArgumentException("exchange rate of " + validFrom);
        }
        validFrom = validFrom.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Its wire id, such as {@code EUR-USD-20261128T130000Z}. */
    public String id() {
        return from + '-' + to + '-' + ID_TIME.format(validFrom);
    }

    /**
     * Returns an amount of {@code from} in {@code to}, rounded HALF_UP.
     *
     * @throws ArithmeticException beyond 64 bits
     */
    public long exchanged(long micros) {
        return BigDecimal.valueOf(micros)
                .multiply(BigDecimal.valueOf(nanos))
                .divide(BigDecimal.valueOf(NANOS_PER_UNIT), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Returns xn of the shortest fraction xn/xd that is the rate. */
    public long numerator() {
        return nanos / divisor();
    }

    /** Returns xd. */
    public long denominator() {
        return NANOS_PER_UNIT / divisor();
    }

    private long divisor() {
        long one = nanos;
        long other = NANOS_PER_UNIT;
        while (other != 0) {
            long rest = one % other;
            one = other;
            other = rest;
        }
        return one;
    }
}
