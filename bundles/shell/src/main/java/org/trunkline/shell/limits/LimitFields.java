package org.trunkline.shell.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.trunkline.json.Json;
import org.trunkline.kernel.Money;
import org.trunkline.limits.Limits;
import org.trunkline.shell.console.View;

/** Limits by the names that they have on the wire. */
final class LimitFields {
    static final String INBOUND_TRUNKS = "inbound_trunks";
    static final String OUTBOUND_TRUNKS = "outbound_trunks";
    static final String TWOWAY_TRUNKS = "twoway_trunks";
    static final String BURST_TRUNKS = "burst_trunks";
    static final String CALLS = "calls";
    static final String RESOURCE_CONSUMING_CALLS = "resource_consuming_calls";

    /** The limits that count something, and may be unlimited. */
    private static final Set<String> COUNTS =
            Set.of(INBOUND_TRUNKS, OUTBOUND_TRUNKS, TWOWAY_TRUNKS, BURST_TRUNKS, CALLS, RESOURCE_CONSUMING_CALLS);

    /** All that can be shown and set. */
    static final List<String> NAMES = names();

    private LimitFields() {}

    private static List<String> names() {
        List<String> names = new java.util.ArrayList<>();
        of(Limits.defaults(new org.trunkline.kernel.AccountId("0".repeat(32))))
                .fieldNames()
                .forEachRemaining(names::add);
        return List.copyOf(names);
    }

    static ObjectNode of(Limits limits) {
        ObjectNode fields = Json.object()
                .put(INBOUND_TRUNKS, limits.inboundTrunks())
                .put(OUTBOUND_TRUNKS, limits.outboundTrunks())
                .put(TWOWAY_TRUNKS, limits.twowayTrunks())
                .put(BURST_TRUNKS, limits.burstTrunks())
                .put(CALLS, limits.calls())
                .put(RESOURCE_CONSUMING_CALLS, limits.resourceConsumingCalls())
                .put("allow_prepay", limits.allowPrepay())
                .put("allow_postpay", limits.allowPostpay());
        fields.put("max_postpay_amount", Money.fromMicros(limits.maxPostpayMicros()));
        return fields.put("apply_to_descendants", limits.applyToDescendants()).put("enabled", limits.enabled());
    }

    static void show(Limits limits, boolean json) {
        ObjectNode fields = of(limits);
        if (json) {
            View.json(fields);
            return;
        }
        for (String name : COUNTS) {
            if (fields.path(name).intValue() == Limits.UNLIMITED) {
                fields.put(name, "unlimited");
            }
        }
        View.fields(fields);
    }
}
