package org.trunkline.persistence.internal;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells statements that change or lock something from those that only read. Where it cannot tell, they change something. */
final class WrittenSql {
    private static final Pattern READS =
            Pattern.compile("[\\s(]*(select|values|table|explain|show|with)\\b.*", Pattern.DOTALL);

    /** What changes something inside of a statement that begins like a read. */
    private static final Pattern CHANGES = Pattern.compile(
            "\\b(for\\s+update|next\\s+value\\s+for|nextval|insert\\s+into|update|delete\\s+from|merge\\s+into)\\b");

    private WrittenSql() {}

    static boolean changes(String sql) {
        String lower = sql.toLowerCase(Locale.ROOT);
        return !READS.matcher(lower).matches() || CHANGES.matcher(lower).find();
    }
}
