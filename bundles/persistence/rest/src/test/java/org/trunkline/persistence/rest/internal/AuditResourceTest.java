package org.trunkline.persistence.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.persistence.AuditEntry;
import org.trunkline.rest.Format;
import org.trunkline.rest.QueryRequest;

/** The audit on the wire. */
final class AuditResourceTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final AccountId RESELLER = new AccountId("1".repeat(32));
    private static final AccountId CUSTOMER = new AccountId("2".repeat(32));
    private static final UserId BOSS = new UserId("b".repeat(32));

    private final AuditEntry entry = new AuditEntry(
            "1-" + "a".repeat(32),
            NOW,
            CUSTOMER,
            "accounts",
            CUSTOMER.value(),
            "changed",
            Optional.of(new AuditEntry.By(
                    Caller.Kind.USER,
                    RESELLER,
                    Optional.of(BOSS),
                    "boss",
                    Optional.empty(),
                    new Caller.Via("r1", "192.0.2.7", "PATCH accounts/" + CUSTOMER))),
            "{\"changes\":{\"name\":{\"from\":\"a\",\"to\":\"b\"}},\"private\":{\"custom_notes\":{\"to\":\"x\"}},"
                    + "\"else\":1}");

    private final AuditResource resource = new AuditResource(
            (caller, account, from, to, page) -> Page.last(List.of(entry)), Clock.fixed(NOW, ZoneOffset.UTC));

    private static Caller of(AccountId account) {
        return Caller.user(account, BOSS, Role.ADMIN, "boss");
    }

    private JsonNode first(Caller caller) {
        return resource.list(new QueryRequest(caller, Map.of()), CUSTOMER.value())
                .data()
                .get(0);
    }

    @Test
    void showsWhoDidWhatFromWhere() {
        JsonNode row = first(of(RESELLER));

        assertThat(row.path("by"))
                .isEqualTo(Json.parseObject("{\"kind\":\"user\",\"name\":\"boss\",\"account_id\":\"" + RESELLER
                        + "\",\"user_id\":\"" + BOSS + "\"}"));
        assertThat(row.path("client_ip").asText()).isEqualTo("192.0.2.7");
        assertThat(row.path("request").asText()).isEqualTo("PATCH accounts/" + CUSTOMER);
        assertThat(row.path("detail").path("changes").path("name").path("to").asText())
                .isEqualTo("b");
        assertThat(row.path("detail").path("private").has("custom_notes")).isTrue();
    }

    @Test
    void aTableHasTheDetailInOneCell() {
        List<ObjectNode> table = QueryRequest.streamed(
                resource.list(new QueryRequest(of(RESELLER), Format.CSV, Map.of()), CUSTOMER.value()));
        assertThat(table.get(0).path("detail").asText()).contains("\"name\"");
    }
}
