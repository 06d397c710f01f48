package org.trunkline.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Rows of a list that are read while they are sent, however many there are. What can be refused must be refused before: a
 * failure while they are read breaks the connection off, so that nobody takes a part for the whole.
 */
public final class Rows implements JsonSerializable {

    /** Hands over the rows in their order. */
    @FunctionalInterface
    public interface Source {
        void forEach(Consumer<ObjectNode> reader);
    }

    /**
     * A column of a table.
     *
     * @param key which value of a row it shows: its keys, joined by {@code _}
     * @param isTime whether the value is a time in Gregorian seconds, which people are shown as a date, UTC
     * @param width its share of the breadth of a printed page, 0..100; 0 leaves it out there
     */
    public record Column(String key, boolean isTime, int width) {
        public Column {
            Objects.requireNonNull(key, "key");
            if (width < 0 || width > 100) {
                throw new IllegalArgumentException("width " + width);
            }
        }

        public static Column of(String key) {
            return new Column(key, false, 0);
        }

        public static Column time(String key) {
            return new Column(key, true, 0);
        }

        /** Returns the same column with a place on printed pages. */
        public Column wide(int newWidth) {
            return new Column(key, isTime, newWidth);
        }
    }

    private final List<String> title;
    private final List<Column> columns;
    private final Source source;

    /** @param columns of the table that they make as CSV or as a workbook */
    public Rows(List<Column> columns, Source source) {
        this(List.of(), columns, source);
    }

    /**
     * @param title lines above the table where it is printed
     * @param columns of the table that they make as CSV, as a workbook or printed
     */
    public Rows(List<String> title, List<Column> columns, Source source) {
        this.title = List.copyOf(title);
        this.columns = List.copyOf(columns);
        this.source = Objects.requireNonNull(source, "source");
    }

    public List<String> title() {
        return title;
    }

    public List<Column> columns() {
        return columns;
    }

    public void forEach(Consumer<ObjectNode> reader) {
        source.forEach(reader);
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartArray();
        try {
            source.forEach(row -> write(out, provider, row));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, SerializerProvider provider, ObjectNode row) {
        try {
            row.serialize(out, provider);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(out, provider);
    }
}
