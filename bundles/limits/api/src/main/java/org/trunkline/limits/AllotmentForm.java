package org.trunkline.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.limits.Allotment.WhenUsedUp;

/** Allotments as a document (crossbar-api §6.9): an object of allotments by their names. */
public final class AllotmentForm {
    /** Where the document stands within that of the limits, out of reach of all who write limits. */
    public static final String FIELD = "pvt_allotments";

    private static final String AMOUNT = "amount";
    private static final String CYCLE = "cycle";
    private static final String MINIMUM = "minimum";
    private static final String INCREMENT = "increment";
    private static final String NO_CONSUME_TIME = "no_consume_time";
    private static final String GROUP_CONSUME = "group_consume";
    private static final String WHEN_USED_UP = "when_used_up";

    private static final int ALLOTMENTS_MAX = 100;
    private static final int NAME_LENGTH_MAX = 64;
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final long AMOUNT_MAX = 1_000_000_000;
    private static final int DAY_SECONDS = 86_400;
    private static final List<String> CYCLES = List.of("minutely", "hourly", "daily", "weekly", "monthly");
    private static final List<String> USED_UP = List.of("continue", "end");

    private AllotmentForm() {}

    /** Adds what is wrong with the document to the checks, under the names of the fields. */
    public static void check(ObjectNode document, Checks checks) {
        if (document.size() > ALLOTMENTS_MAX) {
            checks.add(
                    FieldError.of("data", "maxProperties", "There may be at most " + ALLOTMENTS_MAX + " allotments"));
            return;
        }
        for (Map.Entry<String, JsonNode> each : document.properties()) {
            String name = each.getKey();
            if (name.length() > NAME_LENGTH_MAX || !NAME.matcher(name).matches()) {
                checks.add(FieldError.of(
                        name.length() > NAME_LENGTH_MAX ? name.substring(0, NAME_LENGTH_MAX) : name,
                        "pattern",
                        "Name a class of numbers, such as did_us, or a direction and a class, such as outbound_did_us;"
                                + " letters, digits and underscores, at most " + NAME_LENGTH_MAX));
            } else if (each.getValue().isNull()) {
                checks.add(FieldError.of(name, "type", "Value did not match type(s): object"));
            } else if (checks.object(name).isPresent()) {
                read(name, checks);
                checkGroup(name, document, checks);
            }
        }
    }

    private static void checkGroup(String name, ObjectNode document, Checks checks) {
        String path = name + "." + GROUP_CONSUME;
        for (String other : group(path, checks)) {
            if (!document.has(other) || other.equals(name)) {
                checks.add(FieldError.of(path, "enum", "Each must be the name of another allotment of this document"));
            }
        }
    }

    private static List<String> group(String path, Checks checks) {
        return checks.strings(path, ALLOTMENTS_MAX, NAME_LENGTH_MAX).orElse(List.of());
    }

    private static Allotment read(String name, Checks checks) {
        String prefix = name + ".";
        checks.require(prefix + AMOUNT, prefix + CYCLE);
        return new Allotment(
                name,
                checks.integer(prefix + AMOUNT, 0, AMOUNT_MAX).orElse(0L),
                checks.oneOf(prefix + CYCLE, CYCLES)
                        .map(word -> Cycle.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Cycle.MONTHLY),
                checks.integer(prefix + MINIMUM, 0, DAY_SECONDS).orElse(0L).intValue(),
                checks.integer(prefix + INCREMENT, 1, DAY_SECONDS).orElse(1L).intValue(),
                checks.integer(prefix + NO_CONSUME_TIME, 0, DAY_SECONDS)
                        .orElse(0L)
                        .intValue(),
                group(prefix + GROUP_CONSUME, checks),
                checks.oneOf(prefix + WHEN_USED_UP, USED_UP)
                        .map(word -> WhenUsedUp.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(WhenUsedUp.CONTINUE));
    }

    /** Reads the allotments within stored limits, which were checked when they were stored. */
    static Map<String, Allotment> readStored(ObjectNode limits) {
        if (!(limits.get(FIELD) instanceof ObjectNode document)) {
            return Map.of();
        }
        Checks checks = new Checks(document);
        Map<String, Allotment> allotments = new HashMap<>();
        for (Map.Entry<String, JsonNode> each : document.properties()) {
            if (each.getValue().isObject()) {
                allotments.put(each.getKey(), read(each.getKey(), checks));
            }
        }
        return allotments;
    }

    /** Returns what the account has, as it stands within its limits; an empty object where there is nothing. */
    public static ObjectNode stored(ObjectNode limits) {
        return limits.get(FIELD) instanceof ObjectNode document ? document.deepCopy() : Json.object();
    }
}
