package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.trunkline.json.Json;

/** A list as CSV: nested keys joined by {@code _}, under the headings of the wire (crossbar-api §1.8). */
final class CsvList {
    private static final Map<String, String> HEADINGS = Map.ofEntries(
            Map.entry("id", "ID"),
            Map.entry("account_id", "Account ID"),
            Map.entry("account_name", "Account Name"),
            Map.entry("amount", "Amount"),
            Map.entry("description", "Description"),
            Map.entry("period_start", "Start Time"),
            Map.entry("period_end", "End Time"),
            Map.entry("source_id", "Source ID"),
            Map.entry("source_service", "Source Service"),
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

    private CsvList() {}

    /** Writes a heading for every key that some row has, then the rows; nothing for an empty list. */
    static byte[] write(ArrayNode list) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (JsonNode each : list) {
            Map<String, String> row = new LinkedHashMap<>();
            flatten("", each, row);
            rows.add(row);
            columns.addAll(row.keySet());
        }
        StringBuilder out = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            if (!columns.isEmpty()) {
                printer.printRecord(columns.stream().map(key -> HEADINGS.getOrDefault(key, key)));
            }
            for (Map<String, String> row : rows) {
                printer.printRecord(columns.stream().map(row::get));
            }
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void flatten(String key, JsonNode value, Map<String, String> row) {
        if (value instanceof ObjectNode object) {
            String prefix = key.isEmpty() ? "" : key + "_";
            object.properties().forEach(field -> flatten(prefix + field.getKey(), field.getValue(), row));
            return;
        }
        row.put(key.isEmpty() ? "value" : key, text(value));
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isBigDecimal()) {
            return value.decimalValue().toPlainString();
        }
        return value.isValueNode() ? value.asText() : Json.write(value);
    }
}
