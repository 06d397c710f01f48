package org.trunkline.connectors.switchhttp.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.EventCharge;

/** Reads an event that is to be charged; every field is checked and bounded. */
final class EventRequests {
    private static final int METADATA_LENGTH_MAX = 4_000;

    private EventRequests() {}

    static EventCharge event(ObjectNode body) {
        Checks checks = new Checks(body).require("key", "service");
        Optional<String> key = SwitchRequests.text(checks, "key", 1, EventCharge.KEY_LENGTH_MAX);
        Optional<String> service = checks.oneOf("service", EventCharge.SERVICES);
        long quantity = checks.integer("quantity", 1, EventCharge.QUANTITY_MAX).orElse(1L);
        Optional<String> to = SwitchRequests.text(checks, "to", 1, SwitchRequests.NUMBER_LENGTH_MAX);
        ObjectNode metadata = metadata(checks, body.path("metadata"));
        Optional<AccountSelector> selector = SwitchRequests.selector(checks, Optional.empty(), "");
        checks.throwIfAny();
        return new EventCharge(
                key.orElseThrow(), selector.orElseThrow(), service.orElseThrow(), quantity, to, metadata);
    }

    private static ObjectNode metadata(Checks checks, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Json.object();
        }
        if (node instanceof ObjectNode metadata && Json.write(metadata).length() <= METADATA_LENGTH_MAX) {
            return metadata;
        }
        checks.add(FieldError.of(
                "metadata", "type", "metadata must be an object of at most " + METADATA_LENGTH_MAX + " characters"));
        return Json.object();
    }
}
