package org.trunkline.limits;

import java.util.Map;
import java.util.OptionalInt;

/**
 * The most calls at once to one number, by what numbers begin with. A rule counts each number by itself. Of the rules that
 * fit a number the longest counts; one for the whole number comes before all.
 *
 * @param exact most calls by number in E.164
 * @param prefixes most calls by what numbers in E.164 begin with; empty text for all numbers
 */
public record DidRules(Map<String, Integer> exact, Map<String, Integer> prefixes) {
    public static final DidRules NONE = new DidRules(Map.of(), Map.of());

    public DidRules {
        exact = Map.copyOf(exact);
        prefixes = Map.copyOf(prefixes);
    }

    public boolean isEmpty() {
        return exact.isEmpty() && prefixes.isEmpty();
    }

    /** Returns the most calls at once to this number; empty where no rule fits, or the one that does allows any number. */
    public OptionalInt max(String e164) {
        Integer found = exact.get(e164);
        for (int length = e164.length(); found == null && length >= 0; length--) {
            found = prefixes.get(e164.substring(0, length));
        }
        return found == null || found == Limits.UNLIMITED ? OptionalInt.empty() : OptionalInt.of(found);
    }
}
