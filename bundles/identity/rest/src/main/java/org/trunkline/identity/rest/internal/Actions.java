package org.trunkline.identity.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rest.RestRequest;

/** The field {@code action} of requests that have one meaning only; it may stand in the envelope. */
final class Actions {
    private static final String FIELD = "action";

    private Actions() {}

    /** @throws InvalidException unless the request says so */
    static void require(RestRequest request, String action) {
        ObjectNode sent = Json.object();
        request.value(FIELD).ifPresent(text -> sent.put(FIELD, text));
        Checks checks = new Checks(sent).require(FIELD);
        checks.oneOf(FIELD, List.of(action));
        checks.throwIfAny();
    }
}
