package org.trunkline.limits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** A time over which it is added up what calls cost (charging §5). */
public enum SpendWindow {
    /** The latest twelve five-minute parts of the hours of the clock, the one that goes on included. */
    HOUR,
    /** A day of the account's timezone: 23, 24 or 25 hours. */
    DAY,
    /** A month of the account's timezone. */
    MONTH;

    public static final int HOUR_PARTS = 12;
    public static final int HOUR_PART_SECONDS = 300;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns since when the window counts that is open at this time. */
    public Instant start(Instant now, ZoneId zone) {
        return switch (this) {
            case HOUR -> {
                long part = Math.floorDiv(now.getEpochSecond(), (long) HOUR_PART_SECONDS);
                yield Instant.ofEpochSecond((part - HOUR_PARTS + 1) * HOUR_PART_SECONDS);
            }
            case DAY -> LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
            case MONTH ->
                LocalDate.ofInstant(now, zone)
                        .withDayOfMonth(1)
                        .atStartOfDay(zone)
                        .toInstant();
        };
    }
}
