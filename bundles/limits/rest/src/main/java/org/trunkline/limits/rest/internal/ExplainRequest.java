package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.trunkline.json.Checks;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallKey;
import org.trunkline.rating.Direction;

/** A call that is only asked about: the fields of switch-api "Authorize", less those that say which call it is. */
final class ExplainRequest {
    private static final int NUMBER_LENGTH_MAX = 128;
    private static final int TEXT_LENGTH_MAX = 64;
    private static final int FLAGS_MAX = 50;

    /** No switch has this id: it is no 32 hex characters. */
    private static final CallKey KEY = new CallKey("explain", "explain", "a");

    private ExplainRequest() {}

    /** @throws org.trunkline.kernel.InvalidException naming each wrong field */
    static CallAttempt attempt(AccountId account, ObjectNode body) {
        Checks checks = new Checks(body).require("direction", "from", "to");
        Optional<Direction> direction = checks.oneOf("direction", List.of("inbound", "outbound"))
                .map(word -> "inbound".equals(word) ? Direction.INBOUND : Direction.OUTBOUND);
        String from = checks.string("from", 0, NUMBER_LENGTH_MAX).orElse("");
        String to = checks.string("to", 1, NUMBER_LENGTH_MAX).orElse("");
        String resourceType = checks.string("resource_type", 0, TEXT_LENGTH_MAX).orElse("");
        List<String> flags = checks.strings("flags", FLAGS_MAX, TEXT_LENGTH_MAX).orElse(List.of());
        boolean onNet = checks.bool("on_net").orElse(false);
        boolean renews = checks.bool("renews").orElse(true);
        checks.throwIfAny();
        return new CallAttempt(
                KEY,
                direction.orElseThrow(),
                new AccountSelector.ById(account),
                from,
                to,
                resourceType,
                flags,
                onNet,
                Optional.empty(),
                renews);
    }
}
