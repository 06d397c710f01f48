package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.trunkline.json.Json;
import org.trunkline.rest.Rows;

/** A list as CSV (crossbar-api §1.8). */
final class CsvList {
    private CsvList() {}

    /** Writes a heading for every key that some row has, then the rows; nothing for an empty list. */
    static byte[] write(ArrayNode list) throws IOException {
        List<Map<String, JsonNode>> rows = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>();
        for (JsonNode each : list) {
            Map<String, JsonNode> row = Cells.of(each);
            rows.add(row);
            keys.addAll(row.keySet());
        }
        StringBuilder out = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            if (!keys.isEmpty()) {
                printer.printRecord(keys.stream().map(Cells::heading));
            }
            for (Map<String, JsonNode> row : rows) {
                printer.printRecord(keys.stream().map(key -> text(row.get(key))));
            }
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the headings of the columns, then the rows as they are read. */
    static void write(Rows rows, OutputStream out) throws IOException {
        List<String> keys = rows.columns().stream().map(Rows.Column::key).toList();
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        printer.printRecord(keys.stream().map(Cells::heading));
        try {
            rows.forEach(row -> print(printer, keys, Cells.of(row)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        printer.flush();
    }

    private static void print(CSVPrinter printer, List<String> keys, Map<String, JsonNode> row) {
        try {
            printer.printRecord(keys.stream().map(key -> text(row.get(key))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isBigDecimal()) {
            return value.decimalValue().toPlainString();
        }
        return value.isNumber() || value.isBoolean()
                ? value.asText()
                : harmless(value.isTextual() ? value.textValue() : Json.write(value));
    }

    /**
     * Spreadsheet programs run a text that begins like a formula. One that is no mere number, such as a telephone number
     * in international form, gets an apostrophe before it, which they do not show.
     */
    static String harmless(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return formula && !text.matches("[+-]?[0-9 .()-]+") ? "'" + text : text;
    }
}
