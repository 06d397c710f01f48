package org.trunkline.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.trunkline.demo.Demo;

/** The rows of a deck file, and more of the same kind where a benchmark wants a larger deck. */
record DeckRows(List<String> columns, List<String[]> cells) {
    private static final String PREFIX = "prefix";
    private static final String NAME = "rate_name";
    private static final int PREFIX_LENGTH_MAX = 13;
    private static final int GZIP_FIRST = 0x1f;

    static DeckRows read(Optional<Path> file) {
        try (CSVParser parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(open(file))) {
            List<String[]> cells = new ArrayList<>();
            for (CSVRecord row : parser) {
                cells.add(row.values());
            }
            return new DeckRows(parser.getHeaderNames(), cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the rows as CSV. */
    void write(Path file) throws IOException {
        try (CSVPrinter csv =
                new CSVPrinter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
            csv.printRecord(columns);
            for (String[] row : cells) {
                csv.printRecord((Object[]) row);
            }
        }
    }

    /** Returns the file as text, unpacked. */
    static String text(Path file) throws IOException {
        StringWriter text = new StringWriter();
        try (Reader reader = open(Optional.of(file))) {
            reader.transferTo(text);
        }
        return text.toString();
    }

    private static Reader open(Optional<Path> file) throws IOException {
        InputStream in = new BufferedInputStream(
                file.isPresent() ? Files.newInputStream(file.get()) : Demo.class.getResourceAsStream("deck.csv"));
        in.mark(1);
        boolean packed = in.read() == GZIP_FIRST;
        in.reset();
        return new InputStreamReader(packed ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8);
    }

    /** Returns so many rows: these, and the same ones with one or more digits appended to their prefixes. */
    DeckRows grownTo(int size) {
        List<String[]> grown = new ArrayList<>(cells.subList(0, Math.min(size, cells.size())));
        int at = columns.indexOf(PREFIX);
        int name = columns.indexOf(NAME);
        Set<String> taken = new HashSet<>();
        grown.forEach(row -> taken.add(row[at]));
        for (int parent = 0; parent < grown.size() && grown.size() < size; parent++) {
            String[] row = grown.get(parent);
            for (int digit = 0; digit < 10 && grown.size() < size; digit++) {
                String prefix = row[at] + digit;
                if (prefix.length() <= PREFIX_LENGTH_MAX && taken.add(prefix)) {
                    String[] child = row.clone();
                    child[at] = prefix;
                    if (name >= 0 && row[name].endsWith(row[at])) {
                        child[name] = row[name] + digit;
                    }
                    grown.add(child);
                }
            }
        }
        return new DeckRows(columns, grown);
    }

    /**
     * Returns digits of numbers that somebody may dial under prefixes of the deck.
     *
     * @param isEven whether each prefix is as likely as another; else by Zipf's law: the second half as likely as the first,
     *     the third a third as likely
     */
    String[] numbers(int count, long seed, boolean isEven) {
        Random random = new Random(seed);
        List<String[]> ranked = new ArrayList<>(cells);
        Collections.shuffle(ranked, random);
        int at = columns.indexOf(PREFIX);
        String[] numbers = new String[count];
        for (int i = 0; i < count; i++) {
            int rank = isEven ? random.nextInt(ranked.size()) : (int) Math.pow(ranked.size(), random.nextDouble()) - 1;
            StringBuilder digits = new StringBuilder(ranked.get(rank)[at]);
            int length = digits.charAt(0) == '1' ? 11 : 12;
            while (digits.length() < length) {
                digits.append((char) ('0' + random.nextInt(10)));
            }
            numbers[i] = digits.toString();
        }
        return numbers;
    }
}
