package org.trunkline.persistence.internal;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells statements that change or lock something from those that only read. Where it cannot tell, they change something. */
final class WrittenSql {
    private static final Pattern READS =
            Pattern.compile("[\\s(]*(select|values|table|explain|show|with)\\b.*", Pattern.DOTALL);

    /** What changes something inside of a statement that begins like a read. */
    private static final List<String> CHANGES =
            List.of("for update", "next value for", "nextval", "insert into", "update ", "delete from", "merge into");

    private WrittenSql() {}

    static boolean changes(String sql) {
        String lower = sql.toLowerCase(Locale.ROOT);
        return !READS.matcher(lower).matches() || CHANGES.stream().anyMatch(lower::contains);
    }
}
