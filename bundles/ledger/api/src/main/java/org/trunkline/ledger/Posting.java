package org.trunkline.ledger;

import java.util.List;
import java.util.Objects;

/**
 * Entries that are made together or not at all.
 *
 * @param key what makes it happen once: a second posting with this key and the same lines returns the first entries, with
 *     other lines it is a conflict; 1..300 characters
 * @param lines one per entry, 1..{@value #LINES_MAX}
 */
public record Posting(String key, List<PostingLine> lines) {
    public static final int LINES_MAX = 200;
    public static final int KEY_LENGTH_MAX = 300;

    public Posting {
        Objects.requireNonNull(key, "key");
        lines = List.copyOf(lines);
        if (key.isEmpty() || key.length() > KEY_LENGTH_MAX) {
            throw new IllegalArgumentException("posting key of " + key.length() + " characters");
        }
        if (lines.isEmpty() || lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("posting of " + lines.size() + " lines");
        }
    }
}
