package org.trunkline.limits.spi;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Page;

/**
 * The place of a detail record in the list of its account, as {@code start_key} has it: its time, then its id.
 *
 * @param recordedAtMicros microseconds since 1970
 */
public record DetailKey(long recordedAtMicros, String id) implements Comparable<DetailKey> {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final Pattern FORM = Pattern.compile("([0-9]{1,17})/([0-9]{6}-[0-9a-f]{32})");

    public static DetailKey of(StoredDetail detail) {
        return new DetailKey(micros(detail.recordedAt()), detail.id());
    }

    /** @throws InvalidException if it is none */
    public static DetailKey parse(String text) {
        Matcher key = FORM.matcher(text);
        if (!key.matches()) {
            throw new InvalidException("start_key", "pattern", "start_key must be a next_start_key of this list");
        }
        return new DetailKey(Long.parseLong(key.group(1)), key.group(2));
    }

    /** Returns the page of which one row too many was read. */
    public static Page<StoredDetail> page(List<StoredDetail> oneMore, int size) {
        return Page.cut(oneMore, size, detail -> of(detail).toString());
    }

    /** Returns microseconds since 1970; good for any year of the wire, unlike a difference that goes by nanoseconds. */
    public static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1_000);
    }

    @Override
    public int compareTo(DetailKey other) {
        int byTime = Long.compare(recordedAtMicros, other.recordedAtMicros);
        return byTime != 0 ? byTime : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return recordedAtMicros + "/" + id;
    }
}
