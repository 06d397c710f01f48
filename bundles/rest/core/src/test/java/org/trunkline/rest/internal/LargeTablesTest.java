package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.rest.Rows;

/** 200,000 rows in every form, by a process that has far less memory than they take. */
class LargeTablesTest {
    private static final int ROWS = 200_000;

    @Test
    void tablesOfAnySizeAreMadeInASmallHeap() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeTablesTest.class.getName())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("JSON", "CSV", "XLSX", "PDF");
    }

    /** Writes the table in each form to nowhere and says which it has written. */
    public static void main(String[] arguments) throws IOException {
        Rows rows = new Rows(
                List.of("Two hundred thousand"),
                List.of(
                        Rows.Column.of("id").wide(30),
                        Rows.Column.time("created").wide(20),
                        Rows.Column.of("description").wide(40),
                        Rows.Column.of("amount").wide(10)),
                reader -> {
                    for (int i = 0; i < ROWS; i++) {
                        ObjectNode row = Json.object().put("id", "202611-" + i).put("created", 63_900_000_000L + i);
                        reader.accept(row.put("description", "A call of +14155550100 to +442071838750, number " + i)
                                .put("amount", -i));
                    }
                });
        Json.mapper().writeValue(OutputStream.nullOutputStream(), Json.nodes().pojoNode(rows));
        System.out.println("JSON");
        CsvList.write(rows, OutputStream.nullOutputStream());
        System.out.println("CSV");
        WorkbookList.write(rows, OutputStream.nullOutputStream());
        System.out.println("XLSX");
        PdfList.write(rows, "", OutputStream.nullOutputStream());
        System.out.println("PDF");
    }
}
