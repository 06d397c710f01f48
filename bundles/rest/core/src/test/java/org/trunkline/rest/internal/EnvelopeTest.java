package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.json.Json;

/** The wire as crossbar-api §1 and the client contract §1 say, over a real web server. */
class EnvelopeTest {
    private static final String ECHO = "/v2/accounts/" + RunningApplication.ACCOUNT.value() + "/echo";
    private static final String[] TOKEN = {"X-Auth-Token", "good", "Content-Type", "application/json"};
    private static RunningApplication app;

    @BeforeAll
    static void start() throws Exception {
        app = new RunningApplication(new EchoResource());
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void wrapsWhatTheResourceAnswers() {
        HttpResponse<String> response = app.send("GET", ECHO, null, "X-Auth-Token", "good", "X-Request-ID", "req-1");

        JsonNode body = Json.parse(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(body.get("status").asText()).isEqualTo("success");
        assertThat(body.get("data").get("by").asText()).isEqualTo("ann");
        assertThat(body.get("request_id").asText()).isEqualTo("req-1");
        assertThat(body.get("revision").asText()).isEqualTo("r1");
        assertThat(body.get("auth_token").asText()).isEqualTo("good");
        assertThat(body.get("timestamp").asText()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(response.headers().firstValue("etag")).contains("\"r1\"");
        assertThat(response.headers().firstValue("x-request-id")).contains("req-1");
    }

    @Test
    void keepsEveryDigit() {
        String sent =
                "{\"data\":{\"price\":0.1234567890123456789,\"zeros\":1.50,\"big\":123456789012345678901234567890}}";

        HttpResponse<String> response = app.send("PUT", ECHO, sent, TOKEN);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body())
                .contains(
                        "\"price\":0.1234567890123456789", "\"zeros\":1.50", "\"big\":123456789012345678901234567890");
        assertThat(response.headers().firstValue("location")).contains(ECHO + "/made");
    }

    @Test
    void leadsToWhatWasMadeElsewhere() {
        HttpResponse<String> response = app.send("PUT", ECHO + "/elsewhere", "", TOKEN);

        assertThat(response.headers().firstValue("location")).contains("/v2/accounts/new");
    }

    @Test
    void dropsPrivateKeysAndUiMetadata() {
        String sent = "{\"data\":{\"a\":1,\"_b\":2,\"pvt_c\":3,\"ui_metadata\":{\"ui\":\"monster-ui\"}}}";

        JsonNode data = Json.parse(app.send("PUT", ECHO, sent, TOKEN).body()).get("data");

        assertThat(data).isEqualTo(Json.parse("{\"a\":1}"));
    }

    @Test
    void readsTheBodyOfADelete() {
        HttpResponse<String> response = app.send("DELETE", ECHO, "{\"data\":{\"why\":\"test\"}}", TOKEN);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.parse(response.body()).get("data").get("why").asText()).isEqualTo("test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "?_=123", "/?_=1", "?auth_token=other"})
    void ignoresSlashesAndCacheBusters(String suffix) {
        assertThat(app.send("GET", ECHO + suffix, null, TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAnEmptyBodyForAnEmptyObject() {
        assertThat(Json.parse(app.send("PUT", ECHO, "", TOKEN).body()).get("data"))
                .isEqualTo(Json.object());
    }

    @Test
    void tunnelsVerbs() {
        assertThat(app.send("POST", ECHO, "{\"verb\":\"put\",\"data\":{}}", TOKEN)
                        .statusCode())
                .isEqualTo(201);
        assertThat(app.send("POST", ECHO + "?verb=DELETE", "{\"data\":{}}", TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void pagesByAnOpaqueKey() {
        JsonNode body = Json.parse(app.get(ECHO + "/list").body());

        assertThat(body.get("page_size").asInt()).isEqualTo(2);
        assertThat(body.has("start_key")).isFalse();
        String next = body.get("next_start_key").asText();
        JsonNode second = Json.parse(app.get(ECHO + "/list?start_key=" + next).body());
        assertThat(second.get("start_key").asText()).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "99999999999999"})
    void refusesABadPageSizeAsTheWireDoes(String size) {
        assertError(app.get(ECHO + "/list?page_size=" + size), 404, "faulty_request");
    }

    @Test
    void answersNotModifiedForAKnownRevision() {
        HttpResponse<String> response = app.send("GET", ECHO, null, "X-Auth-Token", "good", "If-None-Match", "\"r1\"");

        assertThat(response.statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":", "nonsense", "{\"data\":{\"a\":1,\"a\":2}}", "{\"data\":{}} trailing"})
    void refusesBrokenJson(String sent) {
        JsonNode body = assertError(app.send("PUT", ECHO, sent, TOKEN), 400, "validation error");

        assertThat(body.at("/data/json/invalid/target").asText()).isEqualTo("body");
    }

    @Test
    void refusesAnEnvelopeWithoutData() {
        JsonNode body = assertError(app.send("PUT", ECHO, "{\"a\":1}", TOKEN), 400, "validation error");

        assertThat(body.at("/data/data/required/message").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "{\"data\":5}", "{\"data\":[1]}"})
    void refusesDataThatIsNoObject(String sent) {
        assertError(app.send("PUT", ECHO, sent, TOKEN), 400, "validation error");
    }

    @Test
    void refusesABodyAboveTheBound() {
        String sent = "{\"data\":{\"x\":\"" + "y".repeat(9_000_000) + "\"}}";

        JsonNode body = assertError(app.send("PUT", ECHO, sent, TOKEN), 413, "validation error");

        assertThat(body.at("/data/file/maxSize/target").asInt()).isEqualTo(8_000_000);
    }

    @Test
    void asksForAToken() {
        assertError(app.send("GET", ECHO, null, "Accept", "*/*"), 401, "invalid_credentials");
        assertError(app.send("GET", ECHO, null, "X-Auth-Token", "garbage"), 401, "invalid_credentials");
    }

    @Test
    void acceptsTheTokenWhereClientsPutIt() {
        assertThat(app.send("GET", ECHO + "?auth_token=good", null).statusCode())
                .isEqualTo(200);
        assertThat(app.send("GET", ECHO, null, "Authorization", "Bearer good").statusCode())
                .isEqualTo(200);
        assertThat(app.send("PUT", ECHO, "{\"data\":{},\"auth_token\":\"good\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void servesWhatIsOpenWhateverTheToken() {
        assertThat(app.send("GET", ECHO + "/open", null, "X-Auth-Token", "undefined")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersUnknownPathsAndVerbsInTheEnvelope() {
        assertError(app.get("/v2/nothing/here"), 404, "not_found");
        assertError(app.send("POST", ECHO + "/list", "{\"data\":{}}", TOKEN), 405, "invalid_method");
        assertError(app.get("/v2/accounts/xyz/echo"), 404, "bad_identifier");
    }

    @Test
    void passesOnWhatTheClientCallsItsRequest() {
        HttpResponse<String> named =
                app.send("PUT", ECHO + "/once", "", "X-Auth-Token", "good", "Idempotency-Key", "order-17");
        HttpResponse<String> tooLong =
                app.send("PUT", ECHO + "/once", "", "X-Auth-Token", "good", "Idempotency-Key", "x".repeat(256));

        assertThat(named.headers().firstValue("location")).contains(ECHO + "/once/order-17");
        assertThat(app.send("PUT", ECHO + "/once", "", TOKEN).headers().firstValue("location"))
                .contains(ECHO + "/once/none");
        assertThat(assertError(tooLong, 400, "validation error")
                        .at("/data/Idempotency-Key/pattern/message")
                        .asText())
                .contains("255");
    }

    @Test
    void namesTheVerbsThatThePathTakes() {
        assertThat(allowed("POST", ECHO + "/list")).isEqualTo("GET, OPTIONS");
        assertThat(allowed("POST", ECHO)).isEqualTo("DELETE, GET, OPTIONS, PATCH, PUT");
    }

    private static String allowed(String method, String path) {
        HttpResponse<String> response = app.send(method, path, "", TOKEN);
        assertError(response, 405, "invalid_method");
        return response.headers().firstValue("allow").orElse("");
    }

    @Test
    void tellsNothingOfWhatBroke() {
        HttpResponse<String> response = app.get(ECHO + "/broken");

        assertError(response, 500, "unspecified_fault");
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    void mapsAConflict() {
        assertError(app.send("PATCH", ECHO, "{\"data\":{}}", TOKEN), 409, "datastore_conflict");
    }

    @Test
    void answersPreflightsEverywhereWithoutAToken() {
        for (String path : new String[] {ECHO, "/v2/nothing"}) {
            HttpResponse<String> response = app.send(
                    "OPTIONS", path, null, "Origin", "http://ui.example", "Access-Control-Request-Method", "PUT");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("access-control-allow-origin"))
                    .contains("*");
            assertThat(response.headers()
                            .firstValue("access-control-allow-methods")
                            .orElseThrow())
                    .contains("PATCH");
        }
    }

    private static JsonNode assertError(HttpResponse<String> response, int status, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
        JsonNode body = Json.parse(response.body());
        assertThat(body.get("status").asText()).isEqualTo("error");
        assertThat(body.get("error").asText()).isEqualTo(Integer.toString(status));
        assertThat(body.get("message").asText()).isEqualTo(message);
        assertThat(body.get("data").isObject()).isTrue();
        return body;
    }
}
