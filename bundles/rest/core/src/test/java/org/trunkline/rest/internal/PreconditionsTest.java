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

/** If-Match and If-None-Match (crossbar-api §1.7). */
class PreconditionsTest {
    private static final String ECHO = "/v2/accounts/" + RunningApplication.ACCOUNT.value() + "/echo";
    private static RunningApplication app;

    @BeforeAll
    static void start() throws Exception {
        app = new RunningApplication(new EchoResource());
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"5\"", "5", "\"5-c0ffee\"", "W/\"5\"", "\"3\", \"5-x\"", "*"})
    void writesWhenTheRevisionIsTheExpectedOne(String tag) {
        assertThat(write("If-Match", tag).statusCode()).isEqualTo(200);
        assertThat(write("If-None-Match", tag).statusCode()).isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4\"", "4", "\"55\"", "\"4-5\"", "\"r1\"", "garbage, ,,", "\"3\", \"4\""})
    void refusesAStaleRevisionInTheEnvelope(String tag) {
        HttpResponse<String> response = write("If-Match", tag);

        assertThat(response.statusCode()).isEqualTo(412);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        JsonNode body = Json.parse(response.body());
        assertThat(body.get("error").asText()).isEqualTo("412");
        assertThat(body.get("message").asText()).isEqualTo("precondition_failed");
        assertThat(body.at("/data/message").asText()).contains("revision");
        assertThat(write("If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void expectsNothingWithoutTheHeaders() {
        assertThat(write("If-Match", " ").statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhoWasFasterAsAStaleRevisionToo() {
        String[] asked = {"X-Auth-Token", "good", "If-Match", "\"5\""};

        assertThat(app.send("PATCH", ECHO, "{\"data\":{}}", asked).statusCode()).isEqualTo(412);
        assertThat(app.send("PATCH", ECHO, "{\"data\":{}}", "X-Auth-Token", "good")
                        .statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"r1\"", "W/\"r1\"", "\"r0\", \"r1\"", "*"})
    void answersNotModifiedHoweverTheTagIsNamed(String tag) {
        assertThat(app.send("GET", ECHO, null, "X-Auth-Token", "good", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    private static HttpResponse<String> write(String header, String tag) {
        return app.send("POST", ECHO + "/revised", "{\"data\":{}}", "X-Auth-Token", "good", header, tag);
    }
}
