package org.trunkline.numbers.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.json.Checks;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.InvalidException;
import org.trunkline.numbers.NumberOrder;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.numbers.spi.NumberStore;

/**
 * The numbers that somebody named at once.
 *
 * @param all in their order, in E.164 where they have such a form
 * @param unknown those that have none
 */
record NumberNames(List<String> all, Set<String> unknown) {
    private static final String FIELD = "numbers";

    /** Reads them from a document. */
    static List<String> read(ObjectNode document) {
        if (!document.hasNonNull(FIELD)) {
            throw new InvalidException(FIELD, "required", "list of numbers missing");
        }
        Checks checks = new Checks(document);
        Optional<List<String>> numbers = checks.strings(FIELD, NumberOrder.NUMBERS_MAX, Written.LENGTH_MAX);
        checks.throwIfAny();
        return numbers.orElseThrow();
    }

    /** @throws InvalidException for {@code numbers}, if these are none, too many, or some twice */
    static NumberNames of(NumberPlan plan, AccountNode account, List<String> numbers) {
        if (numbers.isEmpty()) {
            throw new InvalidException(FIELD, "minimum", "minimum 1 number required");
        }
        if (numbers.size() > NumberOrder.NUMBERS_MAX) {
            throw new InvalidException(
                    FIELD, "maxItems", "not more than " + NumberOrder.NUMBERS_MAX + " numbers at once");
        }
        Set<String> all = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (String number : numbers) {
            Optional<String> e164 = Written.e164(plan, number, account.country());
            if (!all.add(e164.orElse(number))) {
                throw new InvalidException(FIELD, "uniqueItems", "some numbers appear twice");
            }
            if (e164.isEmpty()) {
                unknown.add(number);
            }
        }
        return new NumberNames(List.copyOf(all), unknown);
    }

    /** Returns what the store takes at once, part by part. */
    List<List<String>> slices() {
        List<String> known =
                all.stream().filter(each -> !unknown.contains(each)).toList();
        List<List<String>> slices = new ArrayList<>();
        for (int from = 0; from < known.size(); from += NumberStore.BATCH_MAX) {
            slices.add(known.subList(from, Math.min(known.size(), from + NumberStore.BATCH_MAX)));
        }
        return slices;
    }
}
