package org.trunkline.numbers.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The table of calls that flat-rate trunks cover: {@code flat-rate.csv}, read once. */
final class FlatRateTable {
    private static final String RESOURCE = "flat-rate.csv";
    private static final String HEADER = "country,direction,numbers,covered,what they are";
    private static final String ANY = "*";

    /** Kinds of numbers that a row may name. A number may be of several. */
    enum Kind {
        DOMESTIC,
        TOLL_FREE,
        PREMIUM,
        SHARED_COST,
        PERSONAL,
        CARIBBEAN
    }

    /** @param kind of the numbers; null where they are any, or begin with a plus */
    private record Row(String country, String direction, String numbers, Kind kind, boolean covered) {
        static Row parse(String line) {
            String[] fields = line.split(",", 5);
            if (fields.length != 5 || !Set.of("yes", "no").contains(fields[3])) {
                throw new IllegalStateException(RESOURCE + ": " + line);
            }
            Kind kind = fields[2].equals(ANY) || fields[2].startsWith("+")
                    ? null
                    : Kind.valueOf(fields[2].toUpperCase(Locale.ROOT));
            return new Row(fields[0], fields[1], fields[2], kind, fields[3].equals("yes"));
        }

        boolean fits(String e164, Set<Kind> kinds, boolean inbound, String accountCountry) {
            return (country.equals(ANY) || country.equals(accountCountry))
                    && (direction.equals(ANY) || direction.equals(inbound ? "inbound" : "outbound"))
                    && (numbers.startsWith("+") ? begins(e164) : isOneOf(kinds));
        }

        private boolean isOneOf(Set<Kind> kinds) {
            return kind == null || kinds.contains(kind);
        }

        private boolean begins(String e164) {
            if (e164.length() < numbers.length()) {
                return false;
            }
            for (int i = 0; i < numbers.length(); i++) {
                if (numbers.charAt(i) != 'x' && numbers.charAt(i) != e164.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Row> rows;

    private FlatRateTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** @throws IllegalStateException if a row cannot be read: the bundle does not start with half a table */
    static FlatRateTable read() {
        try (InputStream in = FlatRateTable.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new FlatRateTable(lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.equals(HEADER))
                    .map(Row::parse)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param country of the account, upper case */
    boolean covers(String e164, Set<Kind> kinds, boolean inbound, String country) {
        for (Row row : rows) {
            if (row.fits(e164, kinds, inbound, country)) {
                return row.covered();
            }
        }
        return false;
    }
}
