package org.trunkline.ledger.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.PersistenceException;

/** Plain statements over the connection of a transaction. */
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    interface RowWriter<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    <T> List<T> query(String sql, RowReader<T> reader, Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            List<T> result = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
            }
            return result;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** @return how many rows each of them has changed */
    <T> int[] batch(String sql, Iterable<T> rows, RowWriter<T> writer) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            boolean any = false;
            for (T row : rows) {
                writer.bind(statement, row);
                statement.addBatch();
                any = true;
            }
            return any ? statement.executeBatch() : new int[0];
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** What one column of a table gets. */
    record Column<T>(String name, String type, Function<T, Object> value) {
        static <T> Column<T> text(String name, Function<T, Object> value) {
            return new Column<>(name, "varchar", value);
        }

        static <T> Column<T> number(String name, Function<T, Object> value) {
            return new Column<>(name, "bigint", value);
        }
    }

    /** Inserts all rows with one statement, whose text does not depend on their number: an array per column. */
    <T> void insert(String table, List<Column<T>> columns, Collection<T> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String arrays = columns.stream()
                .map(column -> "cast(? as " + column.type() + " array)")
                .collect(Collectors.joining(", "));
        String sql = "insert into " + table + " (" + names + ") select * from unnest(" + arrays + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                Object[] values = rows.stream().map(columns.get(i).value()).toArray();
                statement.setArray(
                        i + 1, connection.createArrayOf(columns.get(i).type(), values));
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Queries with one argument, the texts that {@code = any(?)} takes; however many, the statement is the same. */
    <T> List<T> queryAny(String sql, RowReader<T> reader, Collection<String> texts) {
        try {
            return query(sql, reader, connection.createArrayOf("varchar", texts.toArray()));
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Updates each row, and inserts those that are not there yet. */
    <T> void upsert(List<T> rows, String update, RowWriter<T> updater, String insert, RowWriter<T> inserter) {
        int[] changed = batch(update, rows, updater);
        List<T> missing = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0) {
                missing.add(rows.get(i));
            }
        }
        batch(insert, missing, inserter);
    }

    /** Returns {@code (?, ?, …)}. */
    static String list(int size) {
        return "(" + String.join(", ", Collections.nCopies(size, "?")) + ")";
    }
}
