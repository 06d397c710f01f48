package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;
import org.trunkline.rest.internal.described.Echoed;

/** What the API says about itself. */
class OpenApiTest {

    /** A resource whose template has an expression. */
    @Path("/late/{name: [a-z]+}/")
    @Produces("application/json")
    public static final class Late {
        @GET
        @Path("/parts/{part}")
        public Answer get() {
            return Answer.ok(Json.object());
        }

        @GET
        @Path("{noun: wings|fuel_lines}")
        public Answer list() {
            return Answer.ok(Json.object());
        }
    }

    @Test
    void describesWhatIsThereNow() throws Exception {
        try (RunningApplication app = new RunningApplication(new EchoResource(), new LoginResource())) {
            JsonNode before = document(app);
            assertThat(before.get("openapi").asText()).isEqualTo("3.0.3");
            JsonNode echo = before.at("/paths").get("/accounts/{account}/echo");
            assertThat(echo.fieldNames()).toIterable().containsExactlyInAnyOrder("get", "put", "patch", "delete");
            assertThat(echo.at("/get/parameters/0/name").asText()).isEqualTo("account");
            assertThat(echo.at("/get/tags/0").asText()).isEqualTo("echo");
            assertThat(echo.at("/get").has("security")).isFalse();
            assertThat(echo.at("/put/responses").has("201")).isTrue();
            assertThat(before.at("/paths").get("/user_auth").at("/put/security").isArray())
                    .isTrue();

            app.publish(new LoginResource(), new Late());

            JsonNode after = document(app).get("paths");
            assertThat(after.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "/docs",
                            "/docs/page.css",
                            "/docs/page.js",
                            "/late/{name}/fuel_lines",
                            "/late/{name}/parts/{part}",
                            "/late/{name}/wings",
                            "/openapi.json",
                            "/user_auth");
        }
    }

    @Test
    void whatStandsBesideTheResourceIsWrittenOutWithEnvelopeParametersAndRefusals() throws Exception {
        try (RunningApplication app = new RunningApplication(new Echoed())) {
            JsonNode post = document(app).at("/paths").get("/echoed/{account}").get("post");

            assertThat(post.get("summary").asText()).isEqualTo("Says it again");
            assertThat(post.at("/parameters/0/$ref").asText()).isEqualTo("#/components/parameters/account");
            assertThat(post.at("/parameters/1/$ref").asText()).isEqualTo("#/components/parameters/If-Match");
            assertThat(post.at("/parameters/2").toString())
                    .isEqualTo(
                            "{\"name\":\"loud\",\"in\":\"query\",\"description\":\"How loud\",\"schema\":{\"type\":\"integer\"}}");
            assertThat(post.at(
                                    "/requestBody/content/application~1json/schema/allOf/1/properties/data/properties/word/maxLength")
                            .asInt())
                    .isEqualTo(8);
            assertThat(post.at("/responses/200/content/application~1json/schema/allOf/1/properties/data/$ref")
                            .asText())
                    .isEqualTo("#/components/schemas/Word");
            assertThat(post.get("responses").fieldNames())
                    .toIterable()
                    .containsExactly("200", "400", "401", "403", "404", "412", "413", "415", "429", "503", "409");
            assertThat(document(app).at("/components/schemas").fieldNames())
                    .toIterable()
                    .contains("Word", "Success", "Failure");
        }
    }

    @Test
    void peopleReadItOnAPageThatLoadsNothingFromElsewhere() throws Exception {
        try (RunningApplication app = new RunningApplication(new LoginResource())) {
            var page = app.send("GET", "/v2/docs", null, "Accept", "text/html");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("content-type")).contains("text/html;charset=utf-8");
            assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';");
            var links = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page.body());
            while (links.find()) {
                assertThat(app.send("GET", links.group(1), null).statusCode())
                        .as(links.group(1))
                        .isEqualTo(200);
                assertThat(links.group(1)).startsWith("/v2/");
            }
            assertThat(page.body()).doesNotContain("<style", "onclick", "http:", "https:");
        }
    }

    private static JsonNode document(RunningApplication app) {
        var response = app.send("GET", "/v2/openapi.json", null);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
        return Json.parse(response.body());
    }
}
