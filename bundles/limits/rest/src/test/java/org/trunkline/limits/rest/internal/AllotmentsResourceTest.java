package org.trunkline.limits.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.trunkline.kernel.InvalidException;
import org.trunkline.limits.AllotmentUsed;
import org.trunkline.limits.Allotments;
import org.trunkline.limits.Cycle;
import org.trunkline.rest.QueryRequest;

/** Times of allotments on the wire (crossbar-api §6.9): Gregorian seconds, the last one belongs to the time. */
class AllotmentsResourceTest {
    private static final AccountId ACCOUNT = new AccountId("c".repeat(32));
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

    private final AllotmentsResource allotments = new AllotmentsResource(
            new Allotments() {
                @Override
                public ObjectNode get(Caller caller, AccountId account) {
                    return Json.object();
                }

                @Override
                public ObjectNode replace(Caller caller, AccountId account, ObjectNode document) {
                    return document;
                }

                @Override
                public List<AllotmentUsed> used(
                        Caller caller, AccountId account, Optional<Instant> from, Optional<Instant> to) {
                    Optional<Cycle> cycle = from.isPresent() ? Optional.empty() : Optional.of(Cycle.MONTHLY);
                    return List.of(new AllotmentUsed("did_us", cycle, from.orElse(MARCH), to.orElse(APRIL), 4_210));
                }
            },
            Clock.fixed(Instant.parse("2026-03-10T10:00:00Z"), ZoneOffset.UTC));

    private String consumed(Map<String, String> query) {
        QueryRequest request = new QueryRequest(Caller.apiKey(ACCOUNT), query);
        return allotments.consumed(request, ACCOUNT.value()).data().toString();
    }

    @Test
    void theCycleThatIsOpenIsNamed() {
        assertThat(consumed(Map.of()))
                .isEqualTo("{\"did_us\":{\"cycle\":\"monthly\",\"consumed_from\":63939542400,"
                        + "\"consumed_to\":63942220799,\"consumed\":4210}}");
    }

    @Test
    void aTimeThatIsAskedForIsManual() {
        assertThat(consumed(Map.of("created_from", "63939542400", "created_to", "63939542459")))
                .isEqualTo("{\"did_us\":{\"cycle\":\"manual\",\"consumed_from\":63939542400,"
                        + "\"consumed_to\":63939542459,\"consumed\":4210}}");
    }

    @Test
    void aTimeThatIsNoneIsToldItsField() {
        assertThatThrownBy(() -> consumed(Map.of("created_from", "yesterday")))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("created_from");
    }
}
