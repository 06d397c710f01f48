package org.trunkline.limits.state.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.function.Supplier;
import org.trunkline.limits.SpendResets;
import org.trunkline.limits.SpendWindow;
import org.trunkline.limits.state.Spent;

/**
 * What one account spends on calls in an hour, a day and a month (charging §5). Told by how much what calls hold and cost
 * changes, when it changes: the sum of these since a window began is what was settled in it and what is held, less what was
 * held when it began. A clock that goes back opens no window again. Guarded by its account.
 */
final class SpendWindows {
    private static final int BUCKETS = SpendWindow.HOUR_PARTS;
    private static final int BUCKET_SECONDS = SpendWindow.HOUR_PART_SECONDS;

    private final long[] buckets = new long[BUCKETS];
    private long latest = Long.MIN_VALUE;
    private long dayEnds = Long.MIN_VALUE;
    private long monthEnds = Long.MIN_VALUE;
    private long dayMicros;
    private long monthMicros;

    /**
     * Opens the windows of this moment.
     *
     * @return the second in which the first of them ends
     */
    long open(Instant now, Supplier<ZoneId> zone) {
        roll(now, zone);
        return Math.min((latest + 1) * BUCKET_SECONDS, Math.min(dayEnds, monthEnds));
    }

    /** Adds what was spent in the windows that were opened last. */
    void add(long micros) {
        buckets[(int) Math.floorMod(latest, (long) BUCKETS)] += micros;
        dayMicros += micros;
        monthMicros += micros;
    }

    /** Adds what was spent at another time than now, to those windows that have counted since. */
    void addPast(long micros, Instant at, Instant now, Supplier<ZoneId> zone, SpendResets resets) {
        roll(now, zone);
        ZoneId there = zone.get();
        if (!at.isBefore(resets.start(SpendWindow.HOUR, now, there))) {
            buckets[(int) Math.floorMod(Math.min(bucket(at), latest), (long) BUCKETS)] += micros;
        }
        if (!at.isBefore(resets.start(SpendWindow.DAY, now, there))) {
            dayMicros += micros;
        }
        if (!at.isBefore(resets.start(SpendWindow.MONTH, now, there))) {
            monthMicros += micros;
        }
    }

    /** Begins a window anew: it counts what changes from now on. */
    void reset(SpendWindow window) {
        switch (window) {
            case HOUR -> Arrays.fill(buckets, 0);
            case DAY -> dayMicros = 0;
            case MONTH -> monthMicros = 0;
        }
    }

    Spent spent(Instant now, Supplier<ZoneId> zone) {
        roll(now, zone);
        long hour = 0;
        for (long each : buckets) {
            hour += each;
        }
        return new Spent(hour, dayMicros, monthMicros);
    }

    private void roll(Instant now, Supplier<ZoneId> zone) {
        long second = now.getEpochSecond();
        long bucket = Math.floorDiv(second, (long) BUCKET_SECONDS);
        if (bucket > latest) {
            if (latest == Long.MIN_VALUE || bucket - latest >= BUCKETS) {
                Arrays.fill(buckets, 0);
            } else {
                for (long gone = latest + 1; gone <= bucket; gone++) {
                    buckets[(int) Math.floorMod(gone, (long) BUCKETS)] = 0;
                }
            }
            latest = bucket;
        }
        if (second >= dayEnds) {
            LocalDate day = LocalDate.ofInstant(now, zone.get());
            dayEnds = day.plusDays(1).atStartOfDay(zone.get()).toEpochSecond();
            dayMicros = 0;
            if (second >= monthEnds) {
                monthEnds = day.withDayOfMonth(1)
                        .plusMonths(1)
                        .atStartOfDay(zone.get())
                        .toEpochSecond();
                monthMicros = 0;
            }
        }
    }

    private static long bucket(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), (long) BUCKET_SECONDS);
    }

    /** Returns when the bucket of this instant ends. */
    static Instant bucketEnd(Instant at) {
        return Instant.ofEpochSecond((bucket(at) + 1) * BUCKET_SECONDS);
    }
}
