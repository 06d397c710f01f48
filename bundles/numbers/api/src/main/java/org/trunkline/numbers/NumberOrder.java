package org.trunkline.numbers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.trunkline.json.Json;

/**
 * What shall become of some numbers.
 *
 * @param numbers as they are written in the country of the account; none twice in E.164
 * @param document the public fields for each of them; what actions without fields do not look at
 * @param expected which stored revisions it may meet; 0 for a number that is not stored
 */
public record NumberOrder(Action action, List<String> numbers, ObjectNode document, LongPredicate expected) {
    /** So many numbers at once. */
    public static final int NUMBERS_MAX = 1_000;

    /** What to do. */
    public enum Action {
        /** Bring in a number, or take one that nobody has, for the account. */
        CREATE,
        /** Replace the public fields. */
        REPLACE,
        /** Merge changes into the public fields. */
        MERGE,
        /** Give a number that is there to the account, so that calls to it are its calls. */
        ACTIVATE,
        /** Give a number that is there to the account, for later. */
        RESERVE,
        /** Give a number up. */
        RELEASE,
        /** Keep the number no longer, for those to whom it falls back; a release for others. */
        DELETE
    }

    public NumberOrder {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(expected, "expected");
        numbers = List.copyOf(numbers);
        document = document.deepCopy();
    }

    /** An order that needs no fields. */
    public static NumberOrder of(Action action, String... numbers) {
        return new NumberOrder(action, List.of(numbers), Json.object(), revision -> true);
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }
}
