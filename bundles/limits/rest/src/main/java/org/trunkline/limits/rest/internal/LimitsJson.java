package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.trunkline.json.Json;
import org.trunkline.kernel.Money;
import org.trunkline.limits.Limits;
import org.trunkline.rest.Answer;

/** Limits as clients see them (crossbar-api §5.2): every known limit, its default where it was never set. */
final class LimitsJson {
    private LimitsJson() {}

    static Answer answer(Limits limits) {
        ObjectNode json = limits.document().deepCopy();
        json.put("id", "limits");
        json.put("inbound_trunks", limits.inboundTrunks());
        json.put("outbound_trunks", limits.outboundTrunks());
        json.put("twoway_trunks", limits.twowayTrunks());
        json.put("burst_trunks", limits.burstTrunks());
        json.put("calls", limits.calls());
        json.put("resource_consuming_calls", limits.resourceConsumingCalls());
        json.put("allow_prepay", limits.allowPrepay());
        json.put("allow_postpay", limits.allowPostpay());
        json.set("max_postpay_amount", Json.number(Money.fromMicros(limits.maxPostpayMicros())));
        if (!json.has("authz_resource_types")) {
            json.putArray("authz_resource_types");
        }
        return Answer.ok(json).withRevision(Long.toString(limits.revision()));
    }
}
