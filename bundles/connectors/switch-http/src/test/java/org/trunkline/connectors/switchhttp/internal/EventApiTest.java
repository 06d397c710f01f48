package org.trunkline.connectors.switchhttp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.connectors.switchhttp.internal.SwitchApi.Reply;
import org.trunkline.connectors.switchhttp.internal.SwitchApi.Request;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.SwitchIdentity;

/** Events on the wire of switch-api. */
class EventApiTest {
    private static final SwitchIdentity SBC = new SwitchIdentity(
            "5".repeat(32),
            "sbc1",
            new AccountId("0".repeat(32)),
            true,
            false,
            false,
            false,
            "good",
            Instant.parse("2026-11-23T10:00:00Z"));

    private final SwitchApi api =
            new SwitchApi(() -> new TestAdmission(), TestEvents::new, () -> new OneKey("tks_good", SBC));

    private Reply charge(String body) throws IOException {
        return api.answer(new Request(
                "POST",
                SwitchServlet.path("/charges"),
                "Bearer tks_good",
                Optional.empty(),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                -1));
    }

    private Reply charge(String key, String field, String value) throws IOException {
        ObjectNode body = Json.object()
                .put("key", key)
                .put("account_id", TestAdmission.ACCOUNT.value())
                .put("service", "sms");
        body.set(field, Json.parse(value));
        return charge(Json.write(body));
    }

    @Test
    void aChargedEventTellsWhatEachLevelPaid() throws IOException {
        Reply reply = charge("k", "quantity", "2");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(Json.parseObject(Json.write(reply.json())))
                .isEqualTo(
                        Json.parseObject(
                                """
                                {"key":"k","decision":"allow","account_id":"cccccccccccccccccccccccccccccccc","posted":true,
                                 "levels":[{"account_id":"cccccccccccccccccccccccccccccccc","amount":-0.02,"currency":"USD",
                                  "entry_id":"202603-eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"}]}
                                """));
    }

    @Test
    void aRefusedOneIs200AndSaysWhy() throws IOException {
        Reply reply = charge("poor", "quantity", "1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("decision").textValue()).isEqualTo("deny");
        assertThat(reply.json().path("reason").textValue()).isEqualTo("insufficient_credit");
        assertThat(reply.json().path("level").textValue()).isEqualTo(TestAdmission.RESELLER.value());
        assertThat(reply.json().has("levels")).isFalse();
    }

    @Test
    void aKeyOfAnotherEventIs409AndALedgerOutOfReachIs503() throws IOException {
        assertThat(charge("used", "quantity", "1").status()).isEqualTo(409);
        assertThat(charge("used", "quantity", "1")
                        .json()
                        .path("error")
                        .path("code")
                        .textValue())
                .isEqualTo("charge_conflict");
        assertThat(charge("down", "quantity", "1").status()).isEqualTo(503);
        assertThat(charge("down", "quantity", "1").retry()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key|7|key type",
                "key|\"\"|key minLength",
                "service|\"payments\"|service enum",
                "quantity|0|quantity minimum",
                "quantity|1000001|quantity maximum",
                "quantity|1.5|quantity type",
                "account_id|\"x\"|account_id pattern",
                "metadata|[]|metadata type",
                "to|\"\"|to minLength"
            })
    void whatIsWrongIsNamed(String field, String value, String wanted) throws IOException {
        Reply reply = charge("k", field, value);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("field").textValue() + " "
                        + reply.json().path("error").path("code").textValue())
                .isEqualTo(wanted);
    }

    @Test
    void aWrongWordIsAnsweredWithTheRightOnes() throws IOException {
        Reply reply = charge("k", "service", "\"payments\"");

        assertThat(reply.json().path("error").path("message").textValue()).contains("sms", "mms", "transcription");
    }

    @Test
    void keyServiceAndAccountAreRequired() throws IOException {
        for (String field : new String[] {"key", "service", "account_id"}) {
            ObjectNode body = Json.object()
                    .put("key", "k")
                    .put("account_id", TestAdmission.ACCOUNT.value())
                    .put("service", "sms");
            body.remove(field);

            Reply reply = charge(Json.write(body));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().path("error").path("field").textValue()).isEqualTo(field);
        }
    }
}
