package org.trunkline.limits;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** After what time an allotment is full again. Calendar of the account's timezone: a day may have 23 or 25 hours. */
public enum Cycle {
    MINUTELY,
    HOURLY,
    DAILY,
    /** From Monday. */
    WEEKLY,
    MONTHLY;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns when the cycle began that this instant lies in. */
    public Instant start(Instant at, ZoneId zone) {
        return switch (this) {
            case MINUTELY -> at.truncatedTo(ChronoUnit.MINUTES);
            case HOURLY -> hour(at, zone);
            case DAILY, WEEKLY, MONTHLY -> day(at, zone).atStartOfDay(zone).toInstant();
        };
    }

    /** Returns when the cycle ends that this instant lies in: the first instant of the next one. */
    public Instant end(Instant at, ZoneId zone) {
        LocalDate day = day(at, zone);
        return switch (this) {
            case MINUTELY -> start(at, zone).plus(Duration.ofMinutes(1));
            case HOURLY -> hour(at, zone).plus(Duration.ofHours(1));
            case DAILY -> day.plusDays(1).atStartOfDay(zone).toInstant();
            case WEEKLY -> day.plusWeeks(1).atStartOfDay(zone).toInstant();
            case MONTHLY -> day.plusMonths(1).atStartOfDay(zone).toInstant();
        };
    }

    /** Zones differ by parts of an hour, too. */
    private static Instant hour(Instant at, ZoneId zone) {
        int offset = zone.getRules().getOffset(at).getTotalSeconds();
        long local = at.getEpochSecond() + offset;
        return Instant.ofEpochSecond(local - Math.floorMod(local, 3600L) - offset);
    }

    private LocalDate day(Instant at, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(at, zone);
        return switch (this) {
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
            case MINUTELY, HOURLY, DAILY -> day;
        };
    }
}
