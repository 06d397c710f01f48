package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row of a list as the cells of a table: nested keys joined by {@code _}, under the headings of the wire (§1.8). */
final class Cells {
    private static final Map<String, String> HEADINGS = Map.ofEntries(
            Map.entry("id", "ID"),
            Map.entry("account_id", "Account ID"),
            Map.entry("account_name", "Account Name"),
            Map.entry("amount", "Amount"),
            Map.entry("balance", "Balance"),
            Map.entry("correction_of", "Correction Of"),
            Map.entry("created", "Posted"),
            Map.entry("currency", "Currency"),
            Map.entry("parties", "From > To"),
            Map.entry("description", "Description"),
            Map.entry("metadata", "Metadata"),
            Map.entry("period_start", "Start Time"),
            Map.entry("period_end", "End Time"),
            Map.entry("source_id", "Source ID"),
            Map.entry("source_service", "Source Service"),
            Map.entry("type", "Type"),
            Map.entry("usage_quantity", "Usage Quantity"),
            Map.entry("usage_type", "Usage Type"),
            Map.entry("usage_unit", "Usage Unit"),
            Map.entry("metadata_direction", "Direction"),
            Map.entry("metadata_from", "From"),
            Map.entry("metadata_to", "To"),
            Map.entry("metadata_callee_id_number", "Callee ID Number"),
            Map.entry("metadata_callee_id_name", "Callee ID Name"),
            Map.entry("metadata_caller_id_number", "Caller ID Number"),
            Map.entry("metadata_caller_id_name", "Caller ID Name"),
            Map.entry("metadata_rate_name", "Rate Name"),
            Map.entry("metadata_rate_value", "Rate"),
            Map.entry("metadata_rate_increment", "Rate Increment"),
            Map.entry("metadata_rate_minimum", "Rate Minimum"),
            Map.entry("metadata_rate_nocharge_time", "Grace Period"),
            Map.entry("metadata_rate_description", "Rate Description"));

    private Cells() {}

    static String heading(String key) {
        return HEADINGS.getOrDefault(key, key);
    }

    /** Returns the values of a row by their joined keys; what is no object goes by the key {@code value}. */
    static Map<String, JsonNode> of(JsonNode row) {
        Map<String, JsonNode> cells = new LinkedHashMap<>();
        flatten("", row, cells);
        return cells;
    }

    private static void flatten(String key, JsonNode value, Map<String, JsonNode> cells) {
        if (value instanceof ObjectNode object) {
            String prefix = key.isEmpty() ? "" : key + "_";
            object.properties().forEach(field -> flatten(prefix + field.getKey(), field.getValue(), cells));
            return;
        }
        cells.put(key.isEmpty() ? "value" : key, value);
    }
}
