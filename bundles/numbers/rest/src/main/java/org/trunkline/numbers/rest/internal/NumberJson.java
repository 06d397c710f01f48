package org.trunkline.numbers.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.numbers.NumberFeatures;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.NumberView;

/** Numbers as the wire shows them (crossbar-numbers N1). */
final class NumberJson {
    private static final String FEATURES = "features";

    /** Every number is one that this system keeps itself. */
    private static final String MODULE = "local";

    private NumberJson() {}

    /** One number; what is empty is left out. */
    static ObjectNode document(NumberView view) {
        ObjectNode document = Json.object()
                .put("id", view.number().number())
                .put("state", view.state().id());
        if (!view.features().isEmpty()) {
            document.set(FEATURES, texts(view.features()));
        }
        view.usedBy().ifPresent(use -> document.put("used_by", use));
        document.setAll(view.number().document());
        ObjectNode shown = document.putObject("_read_only")
                .put("created", GregorianTime.of(view.number().created()))
                .put("modified", GregorianTime.of(view.number().modified()))
                .put("carrier_module", MODULE);
        if (!view.available().isEmpty()) {
            shown.putObject(FEATURES).set("available", texts(view.available()));
        }
        if (view.state() == NumberState.DELETED) {
            shown.put("is_deleted", true);
        }
        return document;
    }

    /** A row of a list, under its number. */
    static ObjectNode row(NumberView view) {
        ObjectNode document = view.number().document();
        ObjectNode row = Json.object().put("state", view.state().id());
        row.set(FEATURES, texts(view.features()));
        row.set("features_available", texts(view.available()));
        row.set(NumberFeatures.ALLOWED, list(document.path(NumberFeatures.ALLOWED)));
        row.set(NumberFeatures.DENIED, list(document.path(NumberFeatures.DENIED)));
        view.number().assignedTo().ifPresent(account -> row.put("assigned_to", account.value()));
        view.usedBy().ifPresent(use -> row.put("used_by", use));
        row.put("created", GregorianTime.of(view.number().created()));
        row.put("updated", GregorianTime.of(view.number().modified()));
        if (document.path("locality").isObject()) {
            row.set("locality", document.get("locality"));
        }
        return row;
    }

    /** A row of a table. */
    static ObjectNode cells(NumberView view) {
        return Json.object().put("number", view.number().number()).setAll(row(view));
    }

    /** A row of a pool: from when on anybody may take the number. */
    static ObjectNode pooled(NumberView view) {
        ObjectNode row = Json.object()
                .put("number", view.number().number())
                .put("state", view.state().id());
        if (view.state() == NumberState.AGING) {
            view.number().release().ifPresent(release -> row.put("available_from", GregorianTime.of(release.until())));
        }
        return row.put("created", GregorianTime.of(view.number().created()))
                .put("updated", GregorianTime.of(view.number().modified()));
    }

    /** What filters look at. */
    static ObjectNode filtered(NumberView view) {
        return row(view).setAll(document(view));
    }

    private static ArrayNode texts(List<String> all) {
        ArrayNode list = Json.nodes().arrayNode();
        all.forEach(list::add);
        return list;
    }

    private static JsonNode list(JsonNode value) {
        return value.isArray() ? value : Json.nodes().arrayNode();
    }
}
