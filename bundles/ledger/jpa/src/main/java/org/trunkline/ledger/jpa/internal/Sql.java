package org.trunkline.ledger.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
