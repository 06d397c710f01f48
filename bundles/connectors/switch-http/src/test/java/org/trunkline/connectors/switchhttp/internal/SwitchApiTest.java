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
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.connectors.switchhttp.internal.SwitchApi.Reply;
import org.trunkline.connectors.switchhttp.internal.SwitchApi.Request;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallEndConflict;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Reason;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.rating.Direction;

/** What is read and written on the wire of switch-api. */
class SwitchApiTest {
    private static final String KEY = "tks_good";
    private static final AccountId ROOT = new AccountId("0".repeat(32));
    private static final SwitchIdentity SBC = new SwitchIdentity(
            "5".repeat(32), "sbc1", ROOT, true, false, false, false, "good", Instant.parse("2026-11-23T10:00:00Z"));

    private final TestAdmission admission = new TestAdmission();
    private final SwitchApi api = new SwitchApi(() -> admission, TestEvents::new, () -> new OneKey(KEY, SBC));

    private Reply send(String method, String path, String authorization, String body) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return api.answer(
                new Request(method, SwitchServlet.path(path), authorization, Optional.empty(), in, in.available()));
    }

    private Reply post(String path, String body) throws IOException {
        return send("POST", path, "Bearer " + KEY, body);
    }

    private static ObjectNode attempt() {
        return Json.object()
                .put("call_id", "7f3a@sbc1")
                .put("direction", "outbound")
                .put("account_id", TestAdmission.ACCOUNT.value())
                .put("from", "+14155550100")
                .put("to", "+442071838750");
    }

    private static ObjectNode wire(Reply reply) {
        return Json.parseObject(Json.write(reply.json()));
    }

    private static String error(Reply reply) {
        return reply.json().path("error").path("code").textValue() + " "
                + reply.json().path("error").path("field").asText("-");
    }

    @Test
    void anAllowedCallIsAnsweredInTheWordsOfTheWire() throws IOException {
        Reply reply = post("/calls", Json.write(attempt()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(wire(reply))
                .isEqualTo(
                        Json.parseObject(
                                """
                                {"call_id":"7f3a@sbc1","leg":"a","decision":"allow","reason":"per_minute",
                                 "message":"Allowed, charged per minute","sip_code":200,
                                 "account_id":"cccccccccccccccccccccccccccccccc","classification":"international",
                                 "number":"+442071838750","emergency":false,"max_seconds":60,"renew_after_seconds":40,
                                 "expected_seconds":1740,"lease_seconds":900,"final_action":"hangup","redirect_to":null,
                                 "caller_id_privacy":"none","levels":[
                                  {"account_id":"cccccccccccccccccccccccccccccccc","billing":"per_minute","trunk":null,
                                   "reserved":0.1321,"currency":"USD","rate":{"id":"GB-44","name":"GB_44","prefix":"44",
                                    "deck":"retail","cost_per_minute":0.1321,"increment":1,"minimum":30,"surcharge":0}}]}
                                """));
    }

    @Test
    void aDeniedCallIs200TooAndNamesTheLevel() throws IOException {
        admission.reason = Reason.INSUFFICIENT_CREDIT;

        Reply reply = post("/calls", Json.write(attempt()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("decision").textValue()).isEqualTo("deny");
        assertThat(reply.json().path("sip_code").intValue()).isEqualTo(402);
        assertThat(reply.json().path("level").textValue()).isEqualTo(TestAdmission.RESELLER.value());
    }

    @Test
    void allFieldsOfAnAttemptAreRead() throws IOException {
        ObjectNode body = attempt();
        body.setAll(
                Json.parseObject(
                        """
                        {"leg":"b","resource_type":"offnet-termination","on_net":true,"other_leg_call_id":"x","renews":false,
                         "owner_id":"dddddddddddddddddddddddddddddddd","routes":true,"at":5,"unknown":"ignored","flags":["fax"]}
                        """));
        body.remove("account_id");
        body.put("realm", "acme.example");

        post("/calls", Json.write(body));

        CallAttempt attempt = admission.attempts.get(0);
        assertThat(attempt.key()).isEqualTo(new CallKey(SBC.id(), "7f3a@sbc1", "b"));
        assertThat(attempt.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(attempt.selector()).isEqualTo(new AccountSelector.ByRealm("acme.example"));
        assertThat(attempt.resourceType()).isEqualTo("offnet-termination");
        assertThat(attempt.flags()).containsExactly("fax");
        assertThat(attempt.onNet()).isTrue();
        assertThat(attempt.otherLegCallId()).contains("x");
        assertThat(attempt.renews()).isFalse();
        assertThat(attempt.owner()).contains(new UserId("d".repeat(32)));
    }

    @Test
    void anInboundCallIsFoundByTheNumberThatItCalls() throws IOException {
        ObjectNode body = attempt().put("direction", "inbound");
        body.remove("account_id");

        post("/calls", Json.write(body));

        assertThat(admission.attempts.get(0).selector()).isEqualTo(new AccountSelector.ByDid("+442071838750"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call_id | null | required call_id",
                "call_id | 5 | type call_id",
                "call_id | \"\" | minLength call_id",
                "call_id | \"a\\u0000b\" | pattern call_id",
                "leg | 1 | type leg",
                "leg | \"\\n\" | pattern leg",
                "direction | null | required direction",
                "direction | \"OUTBOUND\" | enum direction",
                "from | null | required from",
                "from | \"\\u0007\" | pattern from",
                "to | null | required to",
                "to | \"\" | minLength to",
                "to | {} | type to",
                "account_id | null | required account_id",
                "account_id | \"xyz\" | pattern account_id",
                "flags | \"fax\" | type flags",
                "flags | [\"\\u0000\"] | pattern flags",
                "on_net | 1 | type on_net",
                "renews | [] | type renews",
                "other_leg_call_id | \"\" | minLength other_leg_call_id",
                "owner_id | \"jane\" | pattern owner_id"
            })
    void aWrongFieldIsNamedAndNothingIsAsked(String field, String value, String expected) throws IOException {
        ObjectNode body = attempt();
        body.set(field, Json.parseObject("{\"x\":" + value + "}").get("x"));

        Reply reply = post("/calls", Json.write(body));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(error(reply)).isEqualTo(expected);
        assertThat(admission.attempts).isEmpty();
    }

    @Test
    void halfACharacterIsNone() throws IOException {
        assertThat(error(post("/calls", "{\"call_id\":\"a\\ud800b\"}"))).isEqualTo("pattern call_id");
        assertThat(post("/calls", Json.write(attempt().put("call_id", "\ud83d\ude00")))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | required",
                "-1 | minimum",
                "1.5 | type",
                "\"x\" | type",
                "true | type",
                "1e30 | maximum",
                "99999999999999999999 | maximum",
                "2678401 | maximum"
            })
    void secondsAreWholeAndOfThisWorld(String value, String rule) throws IOException {
        assertThat(error(post("/calls/1/end", "{\"billed_seconds\":" + value + "}")))
                .isEqualTo(rule + " billed_seconds");
        assertThat(error(post("/calls/1/renew", "{\"elapsed_seconds\":" + value + "}")))
                .isEqualTo(rule + " elapsed_seconds");
        assertThat(admission.ends).isEmpty();
        assertThat(admission.elapsed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"call_id\":", "[]", "\"x\"", "{} {}", "{\"a\":1,\"a\":2}"})
    void aBodyThatIsNoObjectIs400(String body) throws IOException {
        Reply reply = post("/calls", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("field").textValue()).isEqualTo("body");
    }

    @Test
    void aBodyBeyondTheBoundIs413() throws IOException {
        assertThat(post("/calls", "{\"pad\":\"" + "x".repeat(8_000_000) + "\"}").status())
                .isEqualTo(413);
    }

    @Test
    void theCallMayBeNamedInThePathOrInTheBody() throws IOException {
        post("/calls/a%2Fb%20c%2B+/renew", "{\"elapsed_seconds\":40}");
        post("/calls/a%2Fb/end", "{\"billed_seconds\":61,\"leg\":\"b\",\"attempts\":[{}],\"correction\":false}");
        post("/calls/end", "{\"call_id\":\"end\",\"billed_seconds\":0}");

        assertThat(admission.elapsed).containsExactly(40L);
        assertThat(admission.ends.get(0).key()).isEqualTo(new CallKey(SBC.id(), "a/b", "b"));
        assertThat(admission.ends.get(0).attempt()).isEmpty();
        assertThat(admission.ends.get(1).key().callId()).isEqualTo("end");
        assertThat(error(post("/calls/renew", "{\"elapsed_seconds\":1}"))).isEqualTo("required call_id");
    }

    @Test
    void anEndMayBringTheFieldsOfItsAttempt() throws IOException {
        post("/calls/7f3a%40sbc1/end", Json.write(attempt().put("billed_seconds", 61)));

        assertThat(admission.ends.get(0).attempt().orElseThrow().to()).isEqualTo("+442071838750");
    }

    @Test
    void whereACallGoesThatEndsForWantOfCreditIsTold() throws IOException {
        admission.redirectTo = Optional.of("+18005550100");
        String attempt = "{\"call_id\":\"1\",\"direction\":\"outbound\",\"account_id\":\""
                + TestAdmission.ACCOUNT.value() + "\",\"from\":\"+14155550100\",\"to\":\"+442071838750\"}";

        ObjectNode begun = wire(post("/calls", attempt));
        ObjectNode ends = wire(post("/calls/1/renew", "{\"elapsed_seconds\":60}"));

        assertThat(begun.path("final_action").textValue()).isEqualTo("redirect");
        assertThat(begun.path("redirect_to").textValue()).isEqualTo("+18005550100");
        assertThat(ends.path("action").textValue()).isEqualTo("redirect");
        assertThat(ends.path("redirect_to").textValue()).isEqualTo("+18005550100");
    }

    @Test
    void renewalsAndEndsAreAnsweredInTheWordsOfTheWire() throws IOException {
        assertThat(wire(post("/calls/1/answer", "")))
                .isEqualTo(Json.parseObject(
                        "{\"call_id\":\"1\",\"leg\":\"a\",\"max_seconds\":60,\"renew_after_seconds\":40}"));
        assertThat(wire(post("/calls/1/renew", "{\"elapsed_seconds\":60}")))
                .isEqualTo(
                        Json.parseObject(
                                """
                                {"call_id":"1","leg":"a","decision":"deny","reason":"insufficient_credit","max_seconds":60,
                                 "renew_after_seconds":55,"expected_seconds":60,"action":"hangup","redirect_to":null}
                                """));
        assertThat(wire(post("/calls/1/end", "{\"billed_seconds\":61}")))
                .isEqualTo(
                        Json.parseObject(
                                """
                                {"call_id":"1","leg":"a","authorized":true,"posted":true,"flags":["overrun"],"levels":[
                                 {"account_id":"cccccccccccccccccccccccccccccccc","billing":"per_minute","amount":-0.134302,
                                  "currency":"USD","charged_seconds":61,"entry_id":"202611-1"}]}
                                """));
    }

    @Test
    void failuresHaveTheirStatusAndCode() throws IOException {
        admission.failure = Optional.of(new NotFoundException("1"));
        assertThat(post("/calls/1/answer", "").status()).isEqualTo(404);
        assertThat(error(post("/calls/1/answer", ""))).isEqualTo("call_unknown -");
        admission.failure = Optional.of(new ConflictException("1"));
        assertThat(post("/calls", Json.write(attempt())).status()).isEqualTo(409);
        assertThat(error(post("/calls", Json.write(attempt())))).isEqualTo("call_conflict -");
        CallKey key = new CallKey(SBC.id(), "1", "a");
        admission.failure = Optional.of(new CallEndConflict("1", TestAdmission.settlement(key)));
        Reply conflict = post("/calls/1/end", "{\"billed_seconds\":62}");
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.json()
                        .path("stored")
                        .path("levels")
                        .get(0)
                        .path("charged_seconds")
                        .intValue())
                .isEqualTo(61);
        admission.failure = Optional.of(new UnavailableException("database_late", "ask again"));
        Reply late = post("/calls/1/renew", "{\"elapsed_seconds\":40}");
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.retry()).isTrue();
        assertThat(late.json().path("error").path("code").textValue()).isEqualTo("database_late");
        admission.failure = Optional.of(new UnavailableException("unavailable", "not there"));
        Reply unavailable = post("/calls/1/answer", "");
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.retry()).isTrue();
        admission.failure = Optional.of(new IllegalStateException("secret"));
        Reply broken = post("/calls/1/answer", "");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(Json.write(broken.json())).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer tks_bad", "Basic tks_good", "tks_good"})
    void withoutItsKeyASwitchIsNobody(String authorization) throws IOException {
        assertThat(send("POST", "/calls", authorization, Json.write(attempt())).status())
                .isEqualTo(401);
        assertThat(send("POST", "/nowhere", authorization, "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /charges, invalid_method",
        "DELETE, /calls, invalid_method",
        "GET, /calls/1/end, invalid_method",
        "POST, /calls/1, path_unknown",
        "POST, /calls/1/2/end, path_unknown",
        "POST, /, path_unknown",
        "POST, /calls/1/charges, path_unknown",
        "GET, /nowhere, path_unknown"
    })
    void whatIsNotThereIs404(String method, String path, String code) throws IOException {
        Reply reply = send(method, path, "Bearer " + KEY, "{}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(error(reply)).isEqualTo(code + " -");
    }

    @Test
    void liveCallsAreListed() throws IOException {
        Reply reply = send("GET", "/calls/", "bearer " + KEY, "");

        assertThat(reply.json().path("calls").get(0).path("reason").textValue()).isEqualTo("emergency");
        assertThat(reply.json().path("calls").get(0).path("account_id").isNull())
                .isTrue();
        assertThat(reply.json().path("next_start_key").textValue()).isEqualTo("d/a");
    }

    @Test
    void healthSaysWhetherDecisionsCanBeMade() {
        TestAdmission there = new TestAdmission();

        assertThat(SwitchApi.health(Optional.of(there)).status()).isEqualTo(200);
        there.deciding = false;
        assertThat(SwitchApi.health(Optional.of(there)).status()).isEqualTo(503);
        assertThat(SwitchApi.health(Optional.empty()).status()).isEqualTo(503);
    }

    @Test
    void replaceNamesTheNewId() throws IOException {
        Reply reply = send("POST", "/calls/1/replace", "Bearer " + KEY, "{\"new_call_id\":\"2\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("call_id").textValue()).isEqualTo("2");
        assertThat(admission.replaced).containsExactly("1>2");
        assertThat(send("POST", "/calls/replace", "Bearer " + KEY, "{\"call_id\":\"1\"}")
                        .json()
                        .at("/error/field")
                        .textValue())
                .isEqualTo("new_call_id");
    }

    @Test
    void resyncReadsAllCallsOrNone() throws IOException {
        String good = "{\"call_id\":\"1\",\"elapsed_seconds\":10}";
        String whole =
                "{\"call_id\":\"2\",\"elapsed_seconds\":0,\"direction\":\"outbound\",\"from\":\"1\",\"to\":\"2\","
                        + "\"realm\":\"r.example\"}";
        String head = "{\"as_of\":\"2026-11-23T10:00:00Z\",\"part\":1,\"parts\":2,\"calls\":[";

        Reply reply = send("PUT", "/calls", "Bearer " + KEY, head + good + "," + whole + "]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("known").intValue()).isEqualTo(2);
        assertThat(reply.json().path("released").intValue()).isEqualTo(2);
        assertThat(reply.json().at("/unknown/0").textValue()).isEqualTo("x");
        assertThat(admission.reported).hasSize(1);
        assertThat(admission.reported.get(0).calls().get(0).attempt()).isEmpty();
        assertThat(admission.reported.get(0).calls().get(1).attempt()).isPresent();
        Reply bad = send("PUT", "/calls", "Bearer " + KEY, head + good + ",{\"call_id\":\"3\"}]}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().at("/error/field").textValue()).isEqualTo("calls[1].elapsed_seconds");
        assertThat(send("PUT", "/calls", "Bearer " + KEY, "{\"calls\":[]}")
                        .json()
                        .at("/error/field")
                        .textValue())
                .isEqualTo("as_of");
        assertThat(admission.reported).hasSize(1);
    }
}
