package org.trunkline.whitelabel.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;

/** Which DNS records a domain needs: by type, then by name, {@code mapping} with what that name shall have. */
final class DnsRecords {
    /** So many questions may one request ask. */
    static final int NAMES_MAX = 20;

    private static final List<String> TYPES = List.of("A", "AAAA", "CNAME", "MX", "NAPTR", "SRV", "TXT");
    private static final Set<String> HOSTS = Set.of("CNAME", "MX", "NAPTR", "SRV");
    private static final Set<String> COMPUTED = Set.of("id", "metadata");
    private static final String DOMAIN = "{{domain}}";
    private static final String MAPPING = "mapping";
    private static final int NAME_LENGTH_MAX = 253;
    private static final int VALUES_MAX = 10;
    private static final int VALUE_LENGTH_MAX = 1_024;
    private static final Pattern NAME =
            Pattern.compile("(\\{\\{domain}}|[a-z0-9_-]{1,63})(\\.(\\{\\{domain}}|[a-z0-9_-]{1,63}))*");

    /** What one name shall have of one type. */
    record Wanted(String type, String name, List<String> values) {
        Wanted {
            values = List.copyOf(values);
        }

        /** There may be others: a name has texts for many. */
        boolean isIn(List<String> actual) {
            List<String> normal = actual.stream().map(this::normal).toList();
            return values.stream().map(this::normal).allMatch(normal::contains);
        }

        /** Names of hosts are the same in whatever case, with and without the dot that ends them. */
        private String normal(String value) {
            if (type.equals("TXT")) {
                return value;
            }
            String lower = value.strip().toLowerCase(Locale.ROOT);
            return HOSTS.contains(type) && lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        }
    }

    private DnsRecords() {}

    /**
     * Returns what is kept.
     *
     * @throws org.trunkline.kernel.InvalidException with every field that is wrong
     */
    static ObjectNode read(ObjectNode sent) {
        ObjectNode records = Json.publicKeys(sent);
        records.remove(COMPUTED);
        Checks checks = new Checks(records);
        int names = 0;
        for (Map.Entry<String, JsonNode> type : records.properties()) {
            if (!TYPES.contains(type.getKey())) {
                checks.add(FieldError.of(type.getKey(), "additionalProperties", "The type must be one of " + TYPES));
            } else if (type.getValue() instanceof ObjectNode byName) {
                byName.properties().forEach(each -> name(checks, type.getKey(), each.getKey(), each.getValue()));
                names += byName.size();
            } else {
                checks.add(FieldError.of(type.getKey(), "type", "Value must be of the type object"));
            }
        }
        if (names > NAMES_MAX) {
            String message = "There must not be more than " + NAMES_MAX + " names";
            checks.add(new FieldError("data", "maxProperties", message, NAMES_MAX, null, null));
        }
        checks.throwIfAny();
        return records;
    }

    private static void name(Checks checks, String type, String name, JsonNode entry) {
        String field = type + "." + (name.length() > NAME_LENGTH_MAX ? name.substring(0, NAME_LENGTH_MAX) : name);
        if (name.length() > NAME_LENGTH_MAX || !NAME.matcher(name).matches()) {
            checks.add(FieldError.of(field, "pattern", "The name must be that of a host, in lower case"));
        } else if (!(entry instanceof ObjectNode object)) {
            checks.add(FieldError.of(field, "type", "Value must be of the type object"));
        } else {
            entry(checks, field, object);
        }
    }

    /** Checked apart: names have dots, which are those of paths in {@code Checks}. */
    private static void entry(Checks checks, String field, ObjectNode entry) {
        Checks own = new Checks(entry);
        own.require(MAPPING);
        own.strings(MAPPING, VALUES_MAX, VALUE_LENGTH_MAX).ifPresent(values -> {
            if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
                own.add(FieldError.of(MAPPING, "minItems", "There must be at least one value, and none that is blank"));
            }
        });
        entry.fieldNames().forEachRemaining(key -> {
            if (!key.equals(MAPPING)) {
                own.add(FieldError.of(key, "additionalProperties", "An entry says nothing else than its mapping"));
            }
        });
        own.errors()
                .forEach(error -> checks.add(new FieldError(
                        field + "." + error.field(), error.rule(), error.message(), error.target(), null, null)));
    }

    /** Returns what this domain needs. */
    static List<Wanted> of(ObjectNode records, String domain) {
        List<Wanted> wanted = new ArrayList<>();
        records.properties().forEach(type -> type.getValue().properties().forEach(name -> {
            List<String> values = new ArrayList<>();
            name.getValue().path(MAPPING).forEach(value -> values.add(with(domain, value.textValue())));
            wanted.add(new Wanted(type.getKey(), with(domain, name.getKey()), values));
        }));
        return wanted;
    }

    private static String with(String domain, String template) {
        return template.replace(DOMAIN, domain);
    }

    static ObjectNode expected(List<Wanted> all) {
        ObjectNode document = Json.object();
        all.forEach(wanted -> document.withObjectProperty(wanted.type())
                .putObject(wanted.name())
                .set(MAPPING, array(wanted.values())));
        return document;
    }

    /** @param actual what the DNS says, in the order of what is wanted */
    static ObjectNode compared(List<Wanted> all, List<List<String>> actual) {
        ObjectNode document = Json.object();
        for (int i = 0; i < all.size(); i++) {
            Wanted wanted = all.get(i);
            ObjectNode entry = document.withObjectProperty(wanted.type()).putObject(wanted.name());
            entry.set("expected", array(wanted.values()));
            entry.set("actual", array(actual.get(i)));
            entry.put("matches", wanted.isIn(actual.get(i)));
        }
        return document;
    }

    private static ArrayNode array(List<String> values) {
        ArrayNode array = Json.nodes().arrayNode();
        values.forEach(array::add);
        return array;
    }
}
