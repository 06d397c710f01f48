package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.ws.rs.core.HttpHeaders;
import org.trunkline.rest.Answer;

/** Conversations as CSV: the raw names of the columns, and cells without quotes, as the wire has them. */
final class CdrCsv {
    private CdrCsv() {}

    static Answer ifWanted(HttpHeaders headers, Answer list) {
        String accepted = headers.getHeaderString(HttpHeaders.ACCEPT);
        if (accepted == null || !accepted.startsWith("text/csv")) {
            return list;
        }
        StringBuilder out = new StringBuilder();
        for (JsonNode row : list.data()) {
            if (out.isEmpty()) {
                List<String> names = new ArrayList<>();
                row.fieldNames().forEachRemaining(names::add);
                line(out, names);
            }
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.isArray() ? "" : cell.asText()));
            line(out, cells);
        }
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        return Answer.file("text/csv", "interaction.csv", new ByteArrayInputStream(bytes));
    }

    /** What would be read as another cell or row is a blank. */
    private static void line(StringBuilder out, List<String> cells) {
        out.append(String.join(
                        ",",
                        cells.stream()
                                .map(cell -> cell.replaceAll("[,\\r\\n]", " "))
                                .toList()))
                .append("\r\n");
    }
}
