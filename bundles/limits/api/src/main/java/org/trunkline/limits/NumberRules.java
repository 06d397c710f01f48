package org.trunkline.limits;

import java.util.Map;

/**
 * Values by what numbers begin with. Of the rules that fit a number the longest counts; one for the whole number comes
 * before all.
 *
 * @param exact values by number in E.164
 * @param prefixes values by what numbers in E.164 begin with; empty text for all numbers
 */
public record NumberRules<T>(Map<String, T> exact, Map<String, T> prefixes) {
    private static final NumberRules<Object> NONE = new NumberRules<>(Map.of(), Map.of());

    public NumberRules {
        exact = Map.copyOf(exact);
        prefixes = Map.copyOf(prefixes);
    }

    /** Returns rules that fit no number. */
    @SuppressWarnings("unchecked")
    public static <T> NumberRules<T> none() {
        return (NumberRules<T>) NONE;
    }

    public boolean isEmpty() {
        return exact.isEmpty() && prefixes.isEmpty();
    }

    /** Returns the value for this number, or the other one where no rule fits. */
    public T find(String e164, T otherwise) {
        if (isEmpty()) {
            return otherwise;
        }
        T found = exact.get(e164);
        for (int length = e164.length(); found == null && length >= 0; length--) {
            found = prefixes.get(e164.substring(0, length));
        }
        return found == null ? otherwise : found;
    }
}
