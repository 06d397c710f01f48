package org.trunkline.demo;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** The rates of the file at somebody's price. */
final class Deck {
    private static final String COST = "rate_cost";
    private static final String INTERNAL = "internal_rate_cost";
    private static final String SURCHARGE = "rate_surcharge";

    private final Optional<Path> source;

    Deck(Optional<Path> source) {
        this.source = source;
    }

    /**
     * Writes the deck with every price multiplied, exactly; what a minute costs the seller is the price of the file.
     *
     * @return the number of rates
     * @throws DemoFailure if a price is no number
     */
    long write(Path target, BigDecimal markup) throws IOException {
        long count = 0;
        try (CSVParser rows = Csv.open(source, "deck.csv", List.of("prefix", COST));
                Writer out = Files.newBufferedWriter(target);
                CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            List<String> columns = new ArrayList<>(rows.getHeaderNames());
            if (!columns.contains(INTERNAL)) {
                columns.add(INTERNAL);
            }
            printer.printRecord(columns);
            for (CSVRecord row : rows) {
                printer.printRecord(columns.stream()
                        .map(column -> field(row, column, markup))
                        .toList());
                count++;
            }
        }
        return count;
    }

    private static String field(CSVRecord row, String column, BigDecimal markup) {
        return switch (column) {
            case COST, SURCHARGE -> marked(row.get(column), markup);
            case INTERNAL ->
                markup.compareTo(BigDecimal.ONE) == 0 && row.isMapped(INTERNAL) ? row.get(INTERNAL) : row.get(COST);
            default -> row.get(column);
        };
    }

    static String marked(String price, BigDecimal markup) {
        if (price.isEmpty()) {
            return price;
        }
        try {
            return new BigDecimal(price).multiply(markup).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            throw new DemoFailure("the deck has a price that is no number: " + price, e);
        }
    }
}
