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

/** What surrounds the envelope: aliases, verbs, content types, rates. */
class WireTest {
    private static final String ACCOUNT = RunningApplication.ACCOUNT.value();
    private static final String ECHO = "/v2/accounts/" + ACCOUNT + "/echo";
    private static RunningApplication app;

    @BeforeAll
    static void start() throws Exception {
        app = new RunningApplication(new EchoResource(), new LoginResource());
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/account/echo", "/v2/account/echo/", "/v2/account/echo?x=%20y&_=1"})
    void takesAccountForTheAccountOfTheCaller(String path) {
        HttpResponse<String> response = app.get(path);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Json.parse(response.body()).at("/data/account").asText()).isEqualTo(ACCOUNT);
    }

    @Test
    void asksForATokenBehindTheAlias() {
        assertThat(app.send("GET", "/v2/account/echo", null).statusCode()).isEqualTo(401);
        assertThat(app.send("GET", "/v2/account/nothing", null).statusCode()).isEqualTo(401);
        assertThat(app.get("/v2/accounting").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/plain", "multipart/form-data; boundary=x", "nonsense"})
    void refusesOtherContentTypes(String contentType) {
        HttpResponse<String> response =
                app.send("PUT", ECHO, "{\"data\":{}}", "X-Auth-Token", "good", "Content-Type", contentType);

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(Json.parse(response.body()).get("message").asText()).isEqualTo("unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/x-json",
                "Application/JSON",
                "application/x-www-form-urlencoded"
            })
    void readsTheEnvelopeFromWhatMeansJson(String contentType) {
        HttpResponse<String> response =
                app.send("PUT", ECHO, "{\"data\":{\"a\":1}}", "X-Auth-Token", "good", "Content-Type", contentType);

        assertThat(Json.parse(response.body()).at("/data/a").asInt()).isEqualTo(1);
    }

    @Test
    void readsTheEnvelopeWithoutAContentType() {
        assertThat(app.send("PUT", ECHO, "{\"data\":{}}", "X-Auth-Token", "good")
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/gzip", "application/x-gzip", "text/csv; charset=utf-8"})
    void passesFilesOnWithoutABound(String contentType) {
        String sent = "x,y\n".repeat(3_000_000);

        HttpResponse<String> response =
                app.send("POST", ECHO + "/file", sent, "X-Auth-Token", "good", "Content-Type", contentType);

        assertThat(Json.parse(response.body()).at("/data/bytes").asInt()).isEqualTo(sent.length());
    }

    @Test
    void takesNoFileForAnEmptyDocument() {
        HttpResponse<String> response =
                app.send("PUT", ECHO, "a,b", "X-Auth-Token", "good", "Content-Type", "text/csv");

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void acceptsAnEmptyBodyOfJsonOnGet() {
        assertThat(app.send("GET", ECHO, "", "X-Auth-Token", "good", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersATunnelledPutThatMadeNothingWith200() {
        assertThat(app.send("PUT", ECHO + "/act", "{\"data\":{}}", "X-Auth-Token", "good")
                        .statusCode())
                .isEqualTo(201);
        assertThat(app.send("POST", ECHO + "/act?verb=put", "{\"data\":{}}", "X-Auth-Token", "good")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void namesTheNodeAndTheTokensInTheEnvelope() {
        String[] from = {"X-Auth-Token", "good", "X-Forwarded-For", "192.0.2.77"};
        app.send("GET", ECHO, null, from);
        JsonNode body = Json.parse(app.send("GET", ECHO, null, from).body());

        assertThat(body.get("node").asText()).isEqualTo(RunningApplication.NODE);
        assertThat(body.get("tokens")).isEqualTo(Json.parse("{\"consumed\":1,\"remaining\":998}"));
        assertThat(body.get("version").asText()).isEqualTo("5.0");
    }

    @Test
    void hashesTheNameOfTheNode() {
        assertThat(NodeName.hash("a")).hasSize(22).matches("[\\w-]+").isNotEqualTo(NodeName.hash("b"));
        assertThat(NodeName.orOfHost(" ")).isNotBlank();
        assertThat(NodeName.orOfHost("named")).isEqualTo("named");
    }

    @Test
    void refusesTooManyLogins() {
        HttpResponse<String> last = null;
        for (int i = 0; i < 29; i++) {
            last = app.send("PUT", "/v2/user_auth", "{\"data\":{}}", "X-Forwarded-For", "192.0.2.99");
            assertThat(last.statusCode()).isEqualTo(i < 28 ? 201 : 429);
        }
        assertThat(Json.parse(last.body()).get("message").asText()).isEqualTo("too_many_requests");
        assertThat(last.headers().firstValue("retry-after")).contains("1");
        assertThat(app.send("OPTIONS", "/v2/user_auth", null, "X-Forwarded-For", "192.0.2.99")
                        .statusCode())
                .isEqualTo(200);
        assertThat(app.send("GET", ECHO, null, "X-Auth-Token", "good", "X-Forwarded-For", "192.0.2.99")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAClientThatKeepsTryingTokens() throws Exception {
        try (RunningApplication strict = new RunningApplication(
                new RateLimiter(new MovableClock(RunningApplication.NOON), 2, 0), new EchoResource())) {
            for (int i = 0; i < 3; i++) {
                assertThat(strict.send("GET", ECHO, null, "X-Auth-Token", "bad").statusCode())
                        .isEqualTo(i < 2 ? 401 : 429);
            }
            assertThat(strict.get(ECHO).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysThatVersionOneIsGone() {
        HttpResponse<String> response = app.get("/v1/accounts");

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(Json.parse(response.body()).get("message").asText()).isEqualTo("gone");
        assertThat(Json.parse(response.body()).at("/data/message").asText()).contains("version 2");
        HttpResponse<String> preflight = app.send("OPTIONS", "/v1/accounts", null);
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("access-control-allow-headers"))
                .isPresent();
    }

    @Test
    void printsPrettilyWhenAsked() {
        assertThat(app.get(ECHO + "?pretty_print=true").body()).contains("\n  \"");
        assertThat(app.send("GET", ECHO, null, "X-Auth-Token", "good", "X-Pretty-Print", "true")
                        .body())
                .contains("\n  \"");
        assertThat(app.get(ECHO).body()).doesNotContain("\n");
    }

    @Test
    void forbidsKeepingWhatWasRead() {
        assertThat(app.get(ECHO).headers().firstValue("expires")).contains("Fri, 01 Jan 1999 00:00:00 GMT");
        assertThat(app.get(ECHO + "/list").headers().firstValue("expires")).isPresent();
    }
}
