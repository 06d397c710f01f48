package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;

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
                    .containsExactly("/late/{name}/parts/{part}", "/late/{name}/{noun}", "/user_auth");
            assertThat(after.at("/~1late~1{name}~1{noun}/get/parameters/1/schema/enum")
                            .toString())
                    .isEqualTo("[\"wings\",\"fuel_lines\"]");
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
