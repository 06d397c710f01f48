package org.trunkline.tasks.internal;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.trunkline.kernel.InvalidException;

/** Reads a CSV file with a header, plain or gzipped, row by row. Never keeps more than one row. */
final class CsvInput implements AutoCloseable {
    static final int COLUMNS_MAX = 200;
    /** More characters than this in one row mean a quote that never ends. */
    static final int ROW_CHARS_MAX = 1_000_000;

    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final BoundedReader bounds;
    private final List<String> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private CSVRecord row;
    private long lineAfter;

    /**
     * Opens the file and reads its header.
     *
     * @param bytesMax how many bytes it may have when unpacked
     * @throws InvalidException if it is no CSV
     */
    CsvInput(Path file, long bytesMax) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            InputStream bytes = new BoundedInputStream(unpacked(raw), bytesMax);
            bounds = new BoundedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
            parser = CSVParser.builder().setReader(bounds).setFormat(FORMAT).get();
            records = parser.iterator();
            if (!advance()) {
                throw malformed("The file is empty: its first line must name the columns");
            }
            columns = header(row);
        } catch (ZipException e) {
            raw.close();
            throw malformed("The file is a damaged gzip file");
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i), i);
        }
    }

    List<String> columns() {
        return columns;
    }

    /** Returns the place of the column in a row, or -1. */
    int column(String name) {
        return places.getOrDefault(name, -1);
    }

    /**
     * Goes to the next row.
     *
     * @throws InvalidException if the file is no CSV from here on
     */
    boolean next() {
        if (!advance()) {
            return false;
        }
        if (row.size() > columns.size()) {
            throw malformed("Line " + line() + " has more cells than the header");
        }
        return true;
    }

    /** Returns the line on which the row begins. */
    long line() {
        long breaks = 0;
        for (String cell : row) {
            breaks += cell.chars().filter(c -> c == '\n').count();
        }
        return lineAfter - breaks;
    }

    String cell(int column) {
        return column < 0 || column >= row.size() ? "" : row.get(column);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private boolean advance() {
        bounds.allow(ROW_CHARS_MAX);
        try {
            if (!records.hasNext()) {
                return false;
            }
            row = records.next();
            lineAfter = parser.getCurrentLineNumber();
            return true;
        } catch (UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    /** Says what is wrong with the text; a disk that fails is something else. */
    private RuntimeException unreadable(RuntimeException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof InvalidException invalid) {
                return invalid;
            }
            if (t instanceof TooLongException tooLong) {
                return tooLong.failure();
            }
            if (t instanceof CharacterCodingException) {
                return malformed("The file is not UTF-8, after line " + parser.getCurrentLineNumber());
            }
            if (t instanceof ZipException || t instanceof java.io.EOFException) {
                return malformed("The file is a damaged gzip file, after line " + parser.getCurrentLineNumber());
            }
        }
        return malformed("The file is no CSV, after line " + parser.getCurrentLineNumber());
    }

    private static List<String> header(CSVRecord first) {
        if (first.size() > COLUMNS_MAX) {
            throw malformed("The first line names more than " + COLUMNS_MAX + " columns");
        }
        List<String> names = first.stream()
                .map(name -> name.isEmpty() || name.charAt(0) != BYTE_ORDER_MARK ? name : name.substring(1))
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .toList();
        if (names.stream().anyMatch(String::isEmpty)) {
            throw malformed("The first line has a column without a name");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw malformed("The first line names a column twice");
        }
        return names;
    }

    static InvalidException malformed(String message) {
        return new InvalidException("csv", "format", message);
    }

    static InputStream unpacked(InputStream raw) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(raw, 2);
        int first = bytes.read();
        int second = bytes.read();
        if (second >= 0) {
            bytes.unread(second);
        }
        if (first >= 0) {
            bytes.unread(first);
        }
        return first == GZIP_MAGIC_1 && second == GZIP_MAGIC_2 ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }

    /** Ends a row that never ends. */
    private static final class BoundedReader extends FilterReader {
        private long left;

        BoundedReader(Reader in) {
            super(in);
        }

        void allow(int chars) {
            left = chars;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new TooLongException(malformed("A row is longer than " + ROW_CHARS_MAX + " characters"));
            }
            return count;
        }
    }
}
