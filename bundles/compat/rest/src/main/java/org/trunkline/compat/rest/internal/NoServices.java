package org.trunkline.compat.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.GregorianTime;

/** What the services of an account look like when nobody bills any (crossbar-api §5.5). */
final class NoServices {
    private static final List<String> WITHOUT_CONTENT =
            List.of("plans", "overrides", "ratedeck", "applications", "limits", "im", "payment_tokens");

    private NoServices() {}

    static ObjectNode summary(AccountNode account, Optional<AccountNode> seller, Instant now) {
        ObjectNode summary = Json.object();
        WITHOUT_CONTENT.forEach(summary::putObject);
        summary.putArray("invoices");
        ObjectNode quantities = summary.putObject("quantities");
        List.of("account", "cascade", "manual").forEach(quantities::putObject);
        ObjectNode reseller = summary.putObject("reseller").put("is_reseller", account.reseller());
        seller.ifPresent(each -> reseller.put("id", each.id().value()));
        Instant next = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        summary.putObject("billing_cycle")
                .put("next", GregorianTime.of(next))
                .put("period", 1)
                .put("unit", "month");
        summary.putObject("status").put("acceptable", true).put("reason", "no service plans assigned");
        return summary;
    }
}
