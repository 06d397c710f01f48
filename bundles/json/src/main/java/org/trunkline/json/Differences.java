package org.trunkline.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;

/**
 * What has changed between two documents, for the audit: by dotted path, {@code from} and {@code to}; one of them is missing
 * where a field came or went. Lists count as one value. It is bounded: long values are cut, and after many fields it says
 * only how many more there are.
 */
public final class Differences {
    static final int FIELDS_MAX = 200;
    static final int VALUE_LENGTH_MAX = 1_000;

    private final ObjectNode result = Json.object();
    private int more;

    private Differences() {}

    public static ObjectNode of(ObjectNode before, ObjectNode after) {
        Differences differences = new Differences();
        differences.compare("", before, after);
        if (differences.more > 0) {
            differences.result.put("…", differences.more + " more fields");
        }
        return differences.result;
    }

    private void compare(String path, ObjectNode before, ObjectNode after) {
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode from = before.path(name);
            JsonNode to = after.path(name);
            String at = path.isEmpty() ? name : path + "." + name;
            if (from instanceof ObjectNode old && to instanceof ObjectNode now) {
                compare(at, old, now);
            } else if (!from.equals(to)) {
                add(at, from, to);
            }
        }
    }

    private void add(String path, JsonNode from, JsonNode to) {
        if (result.size() == FIELDS_MAX) {
            more++;
            return;
        }
        ObjectNode change = result.putObject(cut(path));
        put(change, "from", from);
        put(change, "to", to);
    }

    private static void put(ObjectNode change, String name, JsonNode value) {
        if (value instanceof MissingNode) {
            return;
        }
        String text = Json.write(value);
        change.set(
                name, text.length() <= VALUE_LENGTH_MAX ? value : Json.nodes().textNode(cut(text)));
    }

    private static String cut(String text) {
        return text.length() <= VALUE_LENGTH_MAX ? text : text.substring(0, VALUE_LENGTH_MAX) + "…";
    }
}
