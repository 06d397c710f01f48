package org.trunkline.routing.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.routing.Callflow;

/** Callflows as the wire shows them (crossbar-numbers N5). */
final class CallflowJson {
    /** What rows of lists show where the callflow has it. */
    private static final List<String> ROW = List.of("name", "type", "owner_id", "group_id");

    private CallflowJson() {}

    static ObjectNode document(Callflow callflow) {
        return callflow.document().put("id", callflow.id());
    }

    /** Filters may ask when, which answers do not show. */
    static ObjectNode filtered(Callflow callflow) {
        return document(callflow)
                .put("pvt_created", GregorianTime.of(callflow.created()))
                .put("pvt_modified", GregorianTime.of(callflow.modified()));
    }

    static ObjectNode row(Callflow callflow) {
        ObjectNode document = callflow.document();
        ObjectNode row = Json.object().put("id", callflow.id());
        ROW.stream().filter(document::has).forEach(field -> row.set(field, document.get(field)));
        for (String field : List.of(Callflow.NUMBERS, Callflow.PATTERNS, "flags")) {
            row.set(field, document.path(field).isArray() ? document.get(field) : row.arrayNode());
        }
        JsonNode code = document.path("featurecode");
        row.set("featurecode", code.isObject() ? code : row.booleanNode(false));
        Set<String> modules = new TreeSet<>();
        modules(document.path(Callflow.FLOW), modules);
        modules.forEach(row.putArray("modules")::add);
        return row;
    }

    /** Those that are skipped are left out. */
    private static void modules(JsonNode flow, Set<String> into) {
        if (flow.has("module") && !flow.path("data").path("skip_module").asBoolean()) {
            into.add(flow.get("module").asText());
        }
        flow.path("children").forEach(child -> modules(child, into));
    }
}
