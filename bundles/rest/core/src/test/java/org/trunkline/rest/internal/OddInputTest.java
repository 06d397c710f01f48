package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.json.Json;

/** What is JSON and still cannot be kept, and other input that no client should send. */
class OddInputTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e999999999", "-1e64", "1e-63", "1e-999999999", "1.5e70"})
    void refusesNumbersThatCouldNotBeReadAgain(String number) {
        JsonNode errors = refused("{\"data\":{\"a\":[{\"b\":" + number + "}]}}");

        assertThat(errors.at("/a.0.b/invalid/target").asInt()).isEqualTo(Json.NUMBER_LENGTH_MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e63", "-1e62", "1e-62", "1.5e10", "0.00", "-12345678901234567890.12345678901234567890"})
    void writesOtherNumbersSoThatTheyCanBeReadAgain(String number) {
        HttpResponse<String> response = app.send("PUT", ECHO, "{\"data\":{\"a\":" + number + "}}", TOKEN);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(Json.parse(response.body()).at("/data/a").decimalValue()).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"x\\u0000y\"}              | /a",
                "{\"a\":{\"b\":[\"\\ud800\"]}}      | /a.b.0",
                "{\"a\":\"\\udc00\\ud800\"}         | /a",
                "{\"x\\u0000\":1}                   | /x\ufffd"
            })
    void refusesTextThatNoStoreKeeps(String data, String field) {
        JsonNode errors = refused("{\"data\":" + data + "}");

        assertThat(errors.at(field + "/invalid/message").asText()).contains("U+0000");
    }

    @Test
    void keepsTextOfAllOtherCharacters() {
        String name = "Ünïcode \uD83D\uDE80 電話 \u0001";

        HttpResponse<String> response = app.send(
                "PUT", ECHO, Json.write(Json.object().set("data", Json.object().put("name", name))), TOKEN);

        assertThat(Json.parse(response.body()).at("/data/name").asText()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"data\":{\"a\":NaN}}"})
    void tellsWhereJsonIsBrokenAndNothingOfTheParser(String sent) {
        String message = refused(sent).at("/json/invalid/message").asText();

        assertThat(message).contains("line 1, column ").doesNotContain("Source", "Feature", "`");
    }

    @Test
    void refusesTooDeepJsonWithoutNamingTheParser() {
        String message = refused("{\"data\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                .at("/json/invalid/message")
                .asText();

        assertThat(message).contains("maximum allowed (64)");
    }

    @Test
    void handsNoTokenAndNoVerbToTheResource() {
        HttpResponse<String> response =
                app.send("POST", ECHO, "{\"data\":{\"a\":1,\"verb\":\"PUT\",\"auth_token\":\"good\"}}");

        assertThat(Json.parse(response.body()).get("data")).isEqualTo(Json.parse("{\"a\":1}"));
    }

    @Test
    void refusesAnEnvelopeThatSaysTwoThings() {
        JsonNode errors = refused("{\"data\":{\"a\":1},\"DATA\":{\"a\":2}}");

        assertThat(errors.at("/json/invalid/message").asText()).isEqualTo("Duplicate field 'data', as DATA");
    }

    @Test
    void refusesAddressesThatAreBadlyEncoded() throws IOException {
        for (String address : List.of(ECHO + "?a=%zz", ECHO + "?a=%", ECHO + "?a=%4", "/v2/%zz")) {
            String response = app.sendRaw("GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(response).as(address).startsWith("HTTP/1.1 400 ");
        }
        assertThat(app.sendRaw("GET " + ECHO + "?a=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .contains("Content-Type: application/json", "\"message\":\"faulty_request\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&&&", "a", "=", "&filter_a&has_key", "start_key&page_size&paginate"})
    void takesParametersWithoutAValueForNothingSaid(String query) {
        assertThat(app.get(ECHO + "/list?" + query).statusCode()).isEqualTo(200);
        assertThat(app.get(ECHO + "/missing?" + query).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "AAAA"})
    void refusesAStartKeyThatNoDatabaseReads(String key) {
        HttpResponse<String> response = app.get(ECHO + "/list?start_key=" + key);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Json.parse(response.body()).at("/data/start_key/invalid").isObject())
                .isTrue();
    }

    @Test
    void takesAnEmptyStartKeyForNone() {
        assertThat(Json.parse(app.get(ECHO + "/list?start_key=").body()).has("start_key"))
                .isFalse();
    }

    @Test
    void takesABlankAcceptForAny() {
        assertThat(app.send("GET", ECHO, null, "X-Auth-Token", "good", "Accept", " ")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void doesNotCutAListShortThatWasAskedForWhole() {
        HttpResponse<String> response = app.get(ECHO + "/list?paginate=false");

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(Json.parse(response.body()).get("message").asText()).isEqualTo("range not satisfiable");
        assertThat(Json.parse(response.body()).get("error").asText()).isEqualTo("416");
    }

    private static JsonNode refused(String sent) {
        HttpResponse<String> response = app.send("PUT", ECHO, sent, TOKEN);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        return Json.parse(response.body()).get("data");
    }
}
