package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.rest.Rows;

/**
 * A list as a workbook: headings, then the rows as they are read, on as many sheets as they need. Texts stand in their
 * cells as texts, so none of them is taken for a formula.
 */
final class WorkbookList {
    /** So many rows fit on a sheet. */
    private static final int ROWS_MAX = 1_048_576;

    private static final int TEXT_LENGTH_MAX = 32_767;
    private static final int FLUSHED_ROWS = 1_000;

    private final Workbook workbook;
    private final List<Rows.Column> columns;
    private final int rowsMax;
    private Worksheet sheet;
    private int sheets;
    private int next;

    private WorkbookList(OutputStream out, List<Rows.Column> columns, int rowsMax) {
        this.workbook = new Workbook(out, "Trunkline", null);
        this.columns = columns;
        this.rowsMax = rowsMax;
    }

    /** Writes a heading for every key that some row has, then the rows. */
    static void write(ArrayNode list, OutputStream out) throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        list.forEach(row -> keys.addAll(Cells.of(row).keySet()));
        WorkbookList workbook =
                new WorkbookList(out, keys.stream().map(Rows.Column::of).toList(), ROWS_MAX);
        for (JsonNode row : list) {
            workbook.add(row);
        }
        workbook.finish();
    }

    /** Writes the headings of the columns, then the rows as they are read. */
    static void write(Rows rows, OutputStream out) throws IOException {
        write(rows, out, ROWS_MAX);
    }

    static void write(Rows rows, OutputStream out, int rowsMax) throws IOException {
        WorkbookList workbook = new WorkbookList(out, rows.columns(), rowsMax);
        try {
            rows.forEach(row -> {
                try {
                    workbook.add(row);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        workbook.finish();
    }

    private void add(JsonNode row) throws IOException {
        if (sheet == null || next == rowsMax) {
            begin();
        }
        Map<String, JsonNode> cells = Cells.of(row);
        for (int column = 0; column < columns.size(); column++) {
            JsonNode value = cells.get(columns.get(column).key());
            if (value != null && !value.isNull()) {
                put(column, value, columns.get(column).isTime());
            }
        }
        next++;
        if (next % FLUSHED_ROWS == 0) {
            sheet.flush();
        }
    }

    private void begin() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        sheets++;
        sheet = workbook.newWorksheet("Sheet" + sheets);
        sheet.freezePane(0, 1);
        for (int column = 0; column < columns.size(); column++) {
            sheet.inlineString(0, column, Cells.heading(columns.get(column).key()));
            sheet.style(0, column).bold().set();
        }
        next = 1;
    }

    private void put(int column, JsonNode value, boolean isTime) {
        if (isTime && value.canConvertToLong()) {
            sheet.value(
                    next, column, LocalDateTime.ofInstant(GregorianTime.toInstant(value.longValue()), ZoneOffset.UTC));
            sheet.style(next, column).format("yyyy-mm-dd hh:mm:ss").set();
        } else if (value.isNumber()) {
            sheet.value(next, column, value.numberValue());
        } else if (value.isBoolean()) {
            sheet.value(next, column, value.booleanValue());
        } else {
            sheet.inlineString(next, column, text(value));
        }
    }

    /** XML has no place for most control characters, a cell none for more than so much text. */
    private static String text(JsonNode value) {
        String text = (value.isTextual() ? value.textValue() : Json.write(value))
                .replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]|\\p{Cs}|[\\uFFFE\\uFFFF]", "\uFFFD");
        return text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) : text;
    }

    private void finish() throws IOException {
        if (sheet == null) {
            begin();
        }
        sheet.finish();
        workbook.finish();
    }
}
