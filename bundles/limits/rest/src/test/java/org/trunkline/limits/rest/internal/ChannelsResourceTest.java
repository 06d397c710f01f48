package org.trunkline.limits.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.InvalidException;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.LiveCall;
import org.trunkline.limits.LiveCalls;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;
import org.trunkline.rest.Answer;
import org.trunkline.rest.QueryRequest;

/** Names of channels on the wire (crossbar-numbers N3), and the one command that can be given. */
class ChannelsResourceTest {
    private static final AccountId ACCOUNT = new AccountId("c".repeat(32));
    private static final AccountId RESELLER = new AccountId("2".repeat(32));
    private static final LiveCall CALL = new LiveCall(
            new CallKey("5".repeat(32), "7f3a@sbc1", "a"),
            Optional.of(ACCOUNT),
            Direction.OUTBOUND,
            "+14155550100@acme.example",
            "+442071838750@sbc1",
            "+442071838750",
            "international",
            Reason.PER_MINUTE,
            Instant.parse("2026-03-01T10:00:00Z"),
            Optional.of(Instant.parse("2026-03-01T10:00:05Z")),
            40,
            OptionalLong.of(100),
            "7f3a@sbc1",
            Optional.of("7f3b@sbc1"),
            List.of(
                    new LiveCall.Level(ACCOUNT, Billing.PER_MINUTE, 220_167, "USD"),
                    new LiveCall.Level(RESELLER, Billing.FLAT_RATE, 0, "USD")));

    private final List<String> asked = new ArrayList<>();
    private final ChannelsResource channels = new ChannelsResource(
            new LiveCalls() {
                @Override
                public List<LiveCall> list(Caller caller, AccountId account, boolean descendants) {
                    asked.add("list " + descendants);
                    return List.of(CALL);
                }

                @Override
                public LiveCall get(Caller caller, AccountId account, String callId, Optional<String> switchId) {
                    asked.add("get " + callId + " " + switchId.orElse("-"));
                    return CALL;
                }

                @Override
                public LiveCall end(Caller caller, AccountId account, String callId, Optional<String> switchId) {
                    asked.add("end " + callId + " " + switchId.orElse("-"));
                    return CALL;
                }
            },
            Clock.fixed(Instant.parse("2026-03-01T10:00:50Z"), ZoneOffset.UTC));

    private static QueryRequest query(Map<String, String> query) {
        return new QueryRequest(Caller.apiKey(ACCOUNT), query);
    }

    @Test
    void aListAndOneCallHaveTheNamesThatTheWireGivesThem() {
        JsonNode row = channels.list(query(Map.of("descendants", "true")), ACCOUNT.value())
                .data()
                .get(0);
        assertThat(row.path("uuid").asText()).isEqualTo("7f3a@sbc1");
        assertThat(row.path("direction").asText()).isEqualTo("outbound");
        assertThat(row.path("other_leg").asText()).isEqualTo("7f3b@sbc1");
        assertThat(row.path("elapsed_s").asLong()).isEqualTo(50);
        assertThat(row.path("destination").asText()).isEqualTo("+442071838750");
        assertThat(row.path("answered").asBoolean()).isTrue();
        assertThat(row.path("account_billing").asText()).isEqualTo("per_minute");
        assertThat(row.path("reseller_billing").asText()).isEqualTo("flat_rate");
        assertThat(row.path("reseller_id").asText()).isEqualTo(RESELLER.value());
        assertThat(row.path("timestamp").asLong()).isEqualTo(63_939_578_400L);
        assertThat(row.at("/levels/0/reserved").decimalValue()).isEqualByComparingTo("0.220167");

        JsonNode one =
                channels.get(query(Map.of()), ACCOUNT.value(), "7f3a@sbc1").data();
        assertThat(one.path("call_id").asText()).isEqualTo("7f3a@sbc1");
        assertThat(one.path("call_direction").asText()).isEqualTo("outbound");
        assertThat(one.path("other_leg_call_id").asText()).isEqualTo("7f3b@sbc1");
        assertThat(one.path("elapsed_seconds").asLong()).isEqualTo(50);
        assertThat(one.path("call_interaction_id").asText()).isEqualTo("7f3a@sbc1");
        assertThat(one.path("max_seconds").asLong()).isEqualTo(100);
        assertThat(one.has("uuid")).isFalse();
        assertThat(asked).containsExactly("list true", "get 7f3a@sbc1 -");
    }

    @Test
    void hangupEndsTheCallAndEverythingElseIsRefused() {
        Answer answer =
                channels.command(query(Map.of("action", "hangup", "switch_id", "s")), ACCOUNT.value(), "7f3a@sbc1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.data().asText()).isEqualTo("hangup initiated");
        assertThat(asked).containsExactly("end 7f3a@sbc1 s");
        for (Map<String, String> wrong : List.of(Map.<String, String>of(), Map.of("action", "transfer"))) {
            assertThatThrownBy(() -> channels.command(query(wrong), ACCOUNT.value(), "7f3a@sbc1"))
                    .isInstanceOf(InvalidException.class);
        }
        assertThat(asked).hasSize(1);
    }
}
