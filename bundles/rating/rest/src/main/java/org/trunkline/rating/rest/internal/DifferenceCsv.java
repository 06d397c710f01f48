package org.trunkline.rating.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.trunkline.rating.RateDifference;
import org.trunkline.rating.RateDocument;

/** Differences between two versions of a deck as CSV, made while it is read. */
final class DifferenceCsv {
    private static final int ROWS_AT_ONCE = 500;
    private static final List<String> COSTS =
            List.of("rate_cost", "rate_surcharge", "rate_minimum", "rate_increment", "rate_nocharge_time");

    private DifferenceCsv() {}

    static InputStream of(Iterator<RateDifference> differences) {
        return new SequenceInputStream(new Enumeration<>() {
            private boolean hasBegun;

            @Override
            public boolean hasMoreElements() {
                return !hasBegun || differences.hasNext();
            }

            @Override
            public InputStream nextElement() {
                byte[] rows = rows(!hasBegun, differences);
                hasBegun = true;
                return new ByteArrayInputStream(rows);
            }
        });
    }

    private static byte[] rows(boolean isFirst, Iterator<RateDifference> differences) {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
            if (isFirst) {
                csv.printRecord(header());
            }
            for (int row = 0; row < ROWS_AT_ONCE && differences.hasNext(); row++) {
                csv.printRecord(cells(differences.next()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("change", "id", "prefix", "direction", "description"));
        COSTS.forEach(field -> header.addAll(List.of(field + "_before", field)));
        return header;
    }

    private static List<String> cells(RateDifference difference) {
        RateDocument rate = difference.rate();
        List<String> cells = new ArrayList<>();
        cells.add(difference.kind().wireName());
        cells.add(rate.id());
        List.of("prefix", "direction", "description").forEach(field -> cells.add(cell(Optional.of(rate), field)));
        for (String field : COSTS) {
            cells.add(cell(difference.before(), field));
            cells.add(cell(difference.after(), field));
        }
        return cells;
    }

    private static String cell(Optional<RateDocument> rate, String field) {
        JsonNode value = rate.map(each -> each.document().path(field)).orElse(null);
        if (value == null || value.isMissingNode()) {
            return "";
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(item.asText()));
            return String.join(" ", items);
        }
        return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    }
}
