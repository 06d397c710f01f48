package org.trunkline.ledger.spi;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Page;
import org.trunkline.ledger.Entry;

/** Where an entry stands in a list: a page begins there without reading what comes before. */
public record EntryKey(long postedAtMicros, long sequence) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    public static EntryKey of(Entry entry) {
        return new EntryKey(ChronoUnit.MICROS.between(Instant.EPOCH, entry.postedAt()), entry.sequence());
    }

    /** @throws InvalidException if it is no start key of entries */
    public static EntryKey parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new InvalidException("start_key", "pattern", "Failed to match pattern '" + FORM.pattern() + "'");
        }
        return new EntryKey(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
    }

    /** Makes a page of up to {@code size + 1} entries, the last of which begins the next page. */
    public static Page<Entry> page(List<Entry> found, int size) {
        return Page.cut(found, size, entry -> of(entry).toString());
    }

    @Override
    public String toString() {
        return postedAtMicros + "-" + sequence;
    }
}
