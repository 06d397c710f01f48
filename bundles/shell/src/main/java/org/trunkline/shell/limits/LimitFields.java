package org.trunkline.shell.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.trunkline.limits.AccountLimits;
import org.trunkline.limits.LimitForm;
import org.trunkline.limits.Limits;
import org.trunkline.shell.console.View;

/** Limits by the names that they have on the wire. */
final class LimitFields {
    private static final BigDecimal UNLIMITED = BigDecimal.valueOf(Limits.UNLIMITED);

    /** All that can be set. */
    static final List<String> NAMES =
            Stream.concat(LimitForm.PUBLIC.stream(), LimitForm.PRIVATE.stream()).toList();

    private LimitFields() {}

    static void show(AccountLimits limits, boolean json) {
        ObjectNode fields = LimitForm.write(limits.limits());
        LimitForm.allTrunks(limits.limits()).ifPresent(all -> fields.set("trunks_in_all", all));
        JsonNode below = limits.document().get(LimitForm.DESCENDANT_DEFAULTS);
        if (below != null) {
            fields.set(LimitForm.DESCENDANT_DEFAULTS, below);
        }
        if (json) {
            View.json(fields);
            return;
        }
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            boolean unlimited = field.getValue().isNumber()
                    && field.getValue().decimalValue().compareTo(UNLIMITED) == 0;
            if (unlimited) {
                fields.put(field.getKey(), "unlimited");
            }
        }
        View.fields(fields);
    }
}
