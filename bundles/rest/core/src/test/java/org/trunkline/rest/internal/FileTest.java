package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipFile;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.Rows;
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

        @GET
        @Path("page")
        @Produces({"application/json", "text/html"})
        public Answer page() {
            return Answer.content("text/html;charset=utf-8", content("<p>ä</p>"));
        }

        /** As many rows as it is told, a failure after them if that is wanted. */
        @GET
        @Path("rows")
        @Produces({"application/json", "application/pdf"})
        public Answer rows(@Context RestRequest request) {
            int wanted = Integer.parseInt(request.value("rows").orElse("2"));
            return Answer.rows(new Rows(
                    List.of("Things of Δημήτρης and Дмитрий, 李"),
                    List.of(
                            Rows.Column.of("id").wide(30),
                            Rows.Column.of("metadata_from"),
                            Rows.Column.time("created").wide(30)),
                    reader -> {
                        for (int i = 0; i < wanted; i++) {
                            ObjectNode row = Json.object().put("id", "=" + i).put("created", 63_900_000_000L);
                            row.putObject("metadata").put("from", "+1415").put("unseen", "x");
                            reader.accept(row);
                        }
                        if (request.flag("broken")) {
                            throw new IllegalStateException("the database is gone");
                        }
                    }));
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
    void streamsRowsInTheEnvelope() {
        HttpResponse<String> response = app.send("GET", "/v2/things/rows?paginate=false&rows=3", null);

        ObjectNode envelope = Json.parseObject(response.body());
        assertThat(envelope.path("data")).hasSize(3);
        assertThat(envelope.at("/data/2/id").asText()).isEqualTo("=2");
        assertThat(envelope.path("status").asText()).isEqualTo("success");
        assertThat(envelope.fieldNames().next()).isEqualTo("data");
    }

    @Test
    void streamsRowsAsCsvUnderFixedHeadings() {
        HttpResponse<String> response = app.send("GET", "/v2/things/rows?accept=csv", null);

        assertThat(response.headers().firstValue("content-disposition")).contains("attachment; filename=\"rows.csv\"");
        assertThat(response.body().lines())
                .containsExactly("ID,From,Posted", "'=0,+1415,63900000000", "'=1,+1415,63900000000");
        assertThat(app.send("GET", "/v2/things/rows?accept=csv&rows=0", null)
                        .body()
                        .lines())
                .containsExactly("ID,From,Posted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "@SUM(A1)", "+1+cmd|' /C calc'!A0", "-2+3+cmd", "\tx", "\r=1"})
    void letsNoCellOfACsvBeAFormula(String text) {
        assertThat(CsvList.harmless(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+14155550100", "-1.50", "+1 (415) 555-0100", "a=1", "", "1"})
    void leavesNumbersAndOtherTextsAsTheyAre(String text) {
        assertThat(CsvList.harmless(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/things/rows?accept=xlsx", "/v2/things?accept=xlsx"})
    void writesAWorkbook(String path) throws IOException {
        HttpResponse<byte[]> response = app.download(path);

        assertThat(response.headers().firstValue("content-type"))
                .contains("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(response.headers().firstValue("content-disposition").orElseThrow())
                .endsWith(".xlsx\"");
        String sheet = sheet(response.body());
        if (path.contains("rows")) {
            assertThat(sheet)
                    .contains("<t>Posted</t>", "<t>=1</t>", "<t>+1415</t>")
                    .doesNotContain("<f>", "unseen");
        } else {
            assertThat(sheet).contains("<t>Rate Name</t>", "<t>US, all</t>", "<v>1.50</v>", "<v>100</v>");
        }
    }

    @Test
    void goesOnOnTheNextSheetWhenOneIsFull() throws IOException {
        Rows rows = new Rows(List.of(Rows.Column.of("id")), reader -> {
            for (int i = 0; i < 5; i++) {
                reader.accept(Json.object().put("id", "row" + i));
            }
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        WorkbookList.write(rows, out, 3);

        assertThat(sheet(out.toByteArray(), "xl/worksheets/sheet1.xml")).contains("ID", "row0", "row1");
        assertThat(sheet(out.toByteArray(), "xl/worksheets/sheet2.xml"))
                .contains("ID", "row2", "row3")
                .doesNotContain("row1");
        assertThat(sheet(out.toByteArray(), "xl/worksheets/sheet3.xml")).contains("ID", "row4");
    }

    @Test
    void printsRowsOnAsManyPagesAsTheyNeed() throws IOException {
        HttpResponse<byte[]> response = app.download("/v2/things/rows?accept=pdf&rows=120");

        assertThat(response.headers().firstValue("content-type")).contains("application/pdf");
        assertThat(response.headers().firstValue("content-disposition")).contains("attachment; filename=\"rows.pdf\"");
        try (PDDocument document = Loader.loadPDF(response.body())) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Things of Δημήτρης and Дмитрий, ?", "=0 2024-11-28 08:00:00", "=119")
                    .doesNotContain("From");
        }
    }

    @Test
    void printsNothingThatFails() {
        assertThat(app.send("GET", "/v2/things/rows?accept=pdf&rows=120&broken=true", null)
                        .statusCode())
                .isEqualTo(500);
        assertThat(app.send("GET", "/v2/things?accept=pdf", null).statusCode()).isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paginate=false", "accept=csv", "accept=xlsx"})
    void breaksOffWhatCannotBeFinished(String form) {
        assertThatThrownBy(() -> app.send("GET", "/v2/things/rows?broken=true&rows=20000&" + form, null))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aFailureBeforeAnythingIsSentIsAnError() {
        HttpResponse<String> response = app.send("GET", "/v2/things/rows?broken=true&rows=0&accept=csv", null);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(Json.parseObject(response.body()).path("message").asText()).isEqualTo("unspecified_fault");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("content-disposition")).isEmpty();
    }

    private static String sheet(byte[] workbook) throws IOException {
        return sheet(workbook, "xl/worksheets/sheet1.xml");
    }

    private static String sheet(byte[] workbook, String name) throws IOException {
        java.nio.file.Path file = Files.createTempFile("workbook", ".xlsx");
        Files.write(file, workbook);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            Files.delete(file);
        }
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

    @Test
    void showsAPageThatRunsNothing() {
        for (String accept : List.of("text/html,*/*;q=0.8", "*/*", "application/json", "text/html")) {
            HttpResponse<String> response = app.send("GET", "/v2/things/page", null, "Accept", accept);

            assertThat(response.body()).isEqualTo("<p>ä</p>");
            assertThat(response.headers().firstValue("content-type")).contains("text/html;charset=utf-8");
            assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
            assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
                    .startsWith("sandbox; default-src 'none';")
                    .doesNotContain("script");
        }
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
