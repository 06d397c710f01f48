package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.trunkline.limits.CallDetail;
import org.trunkline.rest.Answer;
import org.trunkline.rest.Format;
import org.trunkline.rest.LongList;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.Rows;

/** Conversations as CSV: the raw names of the columns, and cells without quotes, as the wire has them. */
final class CdrCsv {
    private CdrCsv() {}

    /** Answers the list as it is, or as CSV where that is wanted, read while it is sent. */
    static Answer answer(RestRequest request, LongList<CallDetail> list) {
        if (request.format() != Format.CSV || !LongList.isWhole(request, true)) {
            return list.answer(request);
        }
        Iterator<List<CallDetail>> slices = list.slices(request);
        Enumeration<InputStream> parts = new Enumeration<>() {
            private boolean headed;

            @Override
            public boolean hasMoreElements() {
                return !headed || slices.hasNext();
            }

            @Override
            public InputStream nextElement() {
                StringBuilder text = new StringBuilder();
                if (!headed) {
                    headed = true;
                    line(text, list.columns().stream().map(Rows.Column::key).toList());
                } else {
                    slices.next().forEach(call -> line(text, cells(list.cells().apply(call))));
                }
                return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        };
        return Answer.file("text/csv", "interaction.csv", new SequenceInputStream(parts));
    }

    private static List<String> cells(ObjectNode row) {
        return StreamSupport.stream(row.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** What would be read as another cell or row is a blank. */
    private static void line(StringBuilder out, List<String> cells) {
        cells.forEach(cell -> out.append(cell.replaceAll("[,\\r\\n]", " ")).append(','));
        out.setLength(out.length() - 1);
        out.append("\r\n");
    }
}
