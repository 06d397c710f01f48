package org.trunkline.persistence.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.trunkline.kernel.Ids;

/** Ids of rows of the audit: 14 digits of the time in microseconds, then random ones. */
final class AuditIds {
    private static final int TIME_DIGITS = 14;

    private AuditIds() {}

    static String next(Instant at) {
        return first(at) + Ids.random().substring(TIME_DIGITS);
    }

    /** Returns what no id of this time or later comes before. */
    static String first(Instant at) {
        return "%014x".formatted(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }
}
