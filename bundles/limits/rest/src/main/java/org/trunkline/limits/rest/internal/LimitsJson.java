package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.trunkline.limits.AccountLimits;
import org.trunkline.limits.LimitForm;
import org.trunkline.rest.Answer;

/** Limits as clients see them (crossbar-api §5.2): every known limit as it counts, whoever has set it. */
final class LimitsJson {
    private LimitsJson() {}

    /** What everybody knows; of the rest, those two that clients may read. */
    static Answer answer(AccountLimits limits) {
        ObjectNode json = limits.document().deepCopy();
        json.remove(LimitForm.PRIVATE);
        json.put("id", "limits");
        ObjectNode known = LimitForm.write(limits.limits());
        LimitForm.PUBLIC.forEach(name -> json.set(name, known.get(name)));
        json.set(LimitForm.ALLOW_POSTPAY, known.get(LimitForm.ALLOW_POSTPAY));
        json.set(LimitForm.MAX_POSTPAY_AMOUNT, known.get(LimitForm.MAX_POSTPAY_AMOUNT));
        LimitForm.allTrunks(limits.limits())
                .ifPresent(all -> json.withObject("/_read_only").set("trunks", all));
        return Answer.ok(json).withRevision(Long.toString(limits.revision()));
    }

    /** All limits, for those who set them. */
    static Answer all(AccountLimits limits) {
        ObjectNode json = limits.document().deepCopy();
        json.put("id", "limits");
        json.setAll(LimitForm.write(limits.limits()));
        LimitForm.allTrunks(limits.limits())
                .ifPresent(all -> json.withObject("/_read_only").set("trunks", all));
        return Answer.ok(json).withRevision(Long.toString(limits.revision()));
    }
}
