package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;
import org.trunkline.rest.Unauthenticated;

/** Answers that have no envelope. */
class FileTest {
    private static RunningApplication app;

    /** Answers with files and with a list. */
    @Path("things")
    @Produces("application/json")
    @Unauthenticated
    public static final class Things {
        @GET
        public Answer list() {
            return Answer.list(List.of(
                    Json.parse(
                            "{\"id\":\"a\",\"amount\":1.50,\"metadata\":{\"from\":\"+1\",\"rate\":{\"name\":\"US, all\"}}}"),
                    Json.parse("{\"id\":\"b\",\"amount\":100,\"own\":true,\"list\":[1,\"x\"],\"none\":null}")));
        }

        @GET
        @Path("none")
        public Answer none() {
            return Answer.list(List.of());
        }

        @GET
        @Path("one")
        public Answer one() {
            return Answer.ok(Json.object().put("id", "a"));
        }

        @GET
        @Path("file")
        public Answer file() {
            return Answer.file("text/csv", "a \"b\"\r\n/c.csv", content("x,y\n1,2\n"));
        }

        @GET
        @Path("image")
        public Answer image() {
            return Answer.content("image/png", content("png"));
        }

        private static ByteArrayInputStream content(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        app = new RunningApplication(new Things());
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/things?accept=csv", "/v2/things/?accept=text/csv&_=1"})
    void writesAListAsCsvForTheQuery(String path) {
        assertCsv(app.send("GET", path, null, "Accept", "*/*"), "things.csv");
    }

    @Test
    void writesAListAsCsvForTheHeader() {
        assertCsv(app.send("GET", "/v2/things", null, "Accept", "text/csv"), "things.csv");
        assertCsv(app.send("GET", "/v2/things?file_name=my/list.csv", null, "Accept", "text/csv"), "my_list.csv");
    }

    @Test
    void writesNothingForAnEmptyList() {
        HttpResponse<String> response = app.send("GET", "/v2/things/none?accept=csv", null);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void keepsTheEnvelopeForWhatIsNoList() {
        HttpResponse<String> response = app.send("GET", "/v2/things/one?accept=csv", null);

        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(Json.parse(response.body()).at("/data/id").asText()).isEqualTo("a");
    }

    @Test
    void answersErrorsInTheEnvelopeWhateverIsAccepted() {
        HttpResponse<String> response = app.send("GET", "/v2/nothing", null, "Accept", "text/csv");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void sendsAFileUnderAHarmlessName() {
        HttpResponse<String> response = app.send("GET", "/v2/things/file", null);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("x,y\n1,2\n");
        assertThat(response.headers().firstValue("content-type")).contains("text/csv");
        assertThat(response.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"a _b____c.csv\"");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(response.headers().firstValue("expires")).isPresent();
    }

    @Test
    void showsAnImage() {
        HttpResponse<String> response = app.send("GET", "/v2/things/image", null, "Accept", "image/webp,*/*;q=0.8");

        assertThat(response.body()).isEqualTo("png");
        assertThat(response.headers().firstValue("content-type")).contains("image/png");
        assertThat(response.headers().firstValue("content-disposition")).isEmpty();
    }

    private static void assertCsv(HttpResponse<String> response, String name) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/csv");
        assertThat(response.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"" + name + "\"");
        assertThat(response.body().lines())
                .containsExactly(
                        "ID,Amount,From,Rate Name,own,list,none",
                        "a,1.50,+1,\"US, all\",,,",
                        "b,100,,,true,\"[1,\"\"x\"\"]\",");
    }
}
