package org.trunkline.ledger.jpa.internal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.PersistenceException;
import org.trunkline.persistence.PostgresCopy;

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

    /** What one column of a table gets. */
    record Column<T>(String name, String type, Role role, Function<T, Object> value) {
        static <T> Column<T> text(String name, Function<T, Object> value) {
            return new Column<>(name, "varchar", Role.REPLACED, value);
        }

        /** A {@code bigint}, given as {@link Long}. */
        static <T> Column<T> number(String name, Function<T, Object> value) {
            return new Column<>(name, "bigint", Role.REPLACED, value);
        }

        /** An {@code integer}, given as {@link Integer}. */
        static <T> Column<T> integer(String name, Function<T, Object> value) {
            return new Column<>(name, "integer", Role.REPLACED, value);
        }

        /** A {@code uuid}, given as {@link java.util.UUID}. */
        static <T> Column<T> uuid(String name, Function<T, Object> value) {
            return new Column<>(name, "uuid", Role.REPLACED, value);
        }

        Column<T> key() {
            return new Column<>(name, type, Role.KEY, value);
        }

        Column<T> added() {
            return new Column<>(name, type, Role.ADDED, value);
        }
    }

    /** What happens to a column when the row is there already. */
    enum Role {
        KEY,
        REPLACED,
        ADDED
    }

    /** Inserts all rows at once: COPY on PostgreSQL, elsewhere a statement with an array per column. */
    <T> void insert(Batch<T> batch) {
        if (batch.rows().isEmpty()) {
            return;
        }
        List<Column<T>> columns = batch.columns();
        if (!isPostgres()) {
            execute(
                    "insert into " + batch.table() + " (" + names(columns) + ") " + source(columns),
                    columns,
                    batch.rows());
            return;
        }
        try {
            PostgresCopy.insert(
                    connection,
                    batch.table(),
                    columns.stream().map(Column::name).toList(),
                    batch.copied());
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /**
     * Inserts or updates all rows with one statement. Rows go in the order of the collection, so writers that give theirs in
     * the order of the keys never wait for each other in a circle.
     */
    <T> void upsert(String table, List<Column<T>> columns, Collection<T> rows) {
        execute(isPostgres() ? onConflict(table, columns) : merge(table, columns), columns, rows);
    }

    /** Updates rows that are all there, with one statement. */
    <T> void updateAll(String table, List<Column<T>> columns, Collection<T> rows) {
        execute(isPostgres() ? updateFrom(table, columns) : merge(table, columns), columns, rows);
    }

    private static <T> String updateFrom(String table, List<Column<T>> columns) {
        String changes = columns.stream()
                .filter(each -> each.role() == Role.REPLACED)
                .map(each -> each.name() + " = s." + each.name())
                .collect(Collectors.joining(", "));
        String same = columns.stream()
                .filter(each -> each.role() == Role.KEY)
                .map(each -> "t." + each.name() + " = s." + each.name())
                .collect(Collectors.joining(" and "));
        return "update " + table + " t set " + changes + " from (" + source(columns) + ") as s(" + names(columns)
                + ") where " + same;
    }

    private static <T> String onConflict(String table, List<Column<T>> columns) {
        String changes = changes(columns, table + ".", "excluded.");
        return "insert into " + table + " (" + names(columns) + ") " + source(columns) + " on conflict ("
                + names(columns.stream().filter(each -> each.role() == Role.KEY).toList())
                + ") do " + (changes.isEmpty() ? "nothing" : "update set " + changes);
    }

    /** As H2 says it; PostgreSQL knows it from version 15 only. */
    private static <T> String merge(String table, List<Column<T>> columns) {
        String changes = changes(columns, "t.", "s.");
        String values = columns.stream().map(each -> "s." + each.name()).collect(Collectors.joining(", "));
        String same = columns.stream()
                .filter(each -> each.role() == Role.KEY)
                .map(each -> "t." + each.name() + " = s." + each.name())
                .collect(Collectors.joining(" and "));
        return "merge into " + table + " t using (" + source(columns) + ") as s(" + names(columns) + ") on " + same
                + (changes.isEmpty() ? "" : " when matched then update set " + changes)
                + " when not matched then insert (" + names(columns) + ") values (" + values + ")";
    }

    private static <T> String changes(List<Column<T>> columns, String stored, String given) {
        return columns.stream()
                .filter(each -> each.role() != Role.KEY)
                .map(each -> each.name() + " = " + (each.role() == Role.ADDED ? stored + each.name() + " + " : "")
                        + given + each.name())
                .collect(Collectors.joining(", "));
    }

    private static <T> String names(List<Column<T>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static <T> String source(List<Column<T>> columns) {
        return columns.stream()
                .map(column -> "cast(? as " + column.type() + " array)")
                .collect(Collectors.joining(", ", "select * from unnest(", ")"));
    }

    private <T> void execute(String sql, List<Column<T>> columns, Collection<T> rows) {
        if (rows.isEmpty()) {
            return;
        }
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

    /**
     * Lets PostgreSQL plan each statement of this transaction for the rows that are there now: a plan made while a table was
     * small reads all of it for ever.
     */
    void planAnew() {
        if (isPostgres()) {
            query("select set_config('plan_cache_mode', 'force_custom_plan', true)", row -> null);
        }
    }

    boolean isPostgres() {
        try {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    void update(String sql, Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Runs a statement that changes tables. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Queries with one argument, the texts that {@code = any(?)} takes; however many, the statement is the same. */
    <T> List<T> queryAny(String sql, RowReader<T> reader, Collection<String> texts) {
        return query(sql, reader, array("varchar", texts));
    }

    /** Makes an argument for {@code = any(?)}. */
    Array array(String type, Collection<?> values) {
        try {
            return connection.createArrayOf(type, values.toArray());
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
