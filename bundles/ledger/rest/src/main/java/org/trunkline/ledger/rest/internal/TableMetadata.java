package org.trunkline.ledger.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.trunkline.json.Json;
import org.trunkline.rest.Rows;

/** Who called whom and at what rate: the metadata that tables show in columns of their own (crossbar-api §1.8). */
final class TableMetadata {
    private static final List<String> CALL = List.of(
            "direction", "from", "to", "callee_id_number", "callee_id_name", "caller_id_number", "caller_id_name");
    private static final List<String> RATE =
            List.of("name", "value", "increment", "minimum", "nocharge_time", "description");

    static final List<Rows.Column> COLUMNS = java.util.stream.Stream.concat(
                    CALL.stream().map(key -> "metadata_" + key), RATE.stream().map(key -> "metadata_rate_" + key))
            .map(Rows.Column::of)
            .toList();

    private TableMetadata() {}

    /** Moves the metadata that has no column of its own into one text. */
    static ObjectNode tidied(ObjectNode entry) {
        if (entry.get("metadata") instanceof ObjectNode metadata) {
            ObjectNode shown = Json.object();
            move(metadata, shown, CALL, "metadata_");
            if (metadata.get("rate") instanceof ObjectNode rate) {
                move(rate, shown, RATE, "metadata_rate_");
                if (rate.isEmpty()) {
                    metadata.remove("rate");
                }
            }
            if (metadata.isEmpty()) {
                entry.remove("metadata");
            } else {
                entry.put("metadata", Json.write(metadata));
            }
            entry.setAll(shown);
        }
        return entry;
    }

    private static void move(ObjectNode from, ObjectNode to, List<String> keys, String prefix) {
        for (String key : keys) {
            if (from.has(key) && from.get(key).isValueNode()) {
                to.set(prefix + key, from.remove(key));
            }
        }
    }
}
