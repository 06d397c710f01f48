package org.trunkline.limits.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trunkline.persistence.PostgresCopy;

/** How rows of one table are added by the hundred: COPY on PostgreSQL, elsewhere a statement with an array per column. */
record NewRows<T>(String table, List<Column<T>> columns) {

    /**
     * What one column gets.
     *
     * @param key whether it is part of the key
     */
    record Column<T>(String name, String type, boolean key, Function<T, Object> value) {
        static <T> Column<T> text(String name, Function<T, Object> value) {
            return new Column<>(name, "varchar", false, value);
        }

        /** A {@code bigint}, given as {@link Long}. */
        static <T> Column<T> number(String name, Function<T, Object> value) {
            return new Column<>(name, "bigint", false, value);
        }

        Column<T> asKey() {
            return new Column<>(name, type, true, value);
        }
    }

    /** Inserts rows none of which is there: one that is there breaks the unique index. */
    void insert(Connection connection, Collection<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            PostgresCopy.insert(
                    connection,
                    table,
                    columns.stream().map(Column::name).toList(),
                    PostgresCopy.encoded(columns.stream().map(Column::value).toList(), rows));
        } else {
            execute(connection, "insert into " + table + " (" + names("") + ") " + source(), rows);
        }
    }

    /** Inserts those of the rows that are not there; no key may come twice. */
    void insertMissing(Connection connection, Collection<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String same = columns.stream()
                .filter(Column::key)
                .map(each -> "t." + each.name() + " = s." + each.name())
                .collect(Collectors.joining(" and "));
        execute(
                connection,
                "insert into " + table + " (" + names("") + ") select " + names("s.") + " from (" + source() + ") as s("
                        + names("") + ") where not exists (select 1 from " + table + " t where " + same + ")",
                rows);
    }

    private void execute(Connection connection, String sql, Collection<T> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                Object[] values = rows.stream().map(columns.get(i).value()).toArray();
                statement.setArray(
                        i + 1, connection.createArrayOf(columns.get(i).type(), values));
            }
            statement.executeUpdate();
        }
    }

    private String names(String prefix) {
        return columns.stream().map(each -> prefix + each.name()).collect(Collectors.joining(", "));
    }

    private String source() {
        return columns.stream()
                .map(column -> "cast(? as " + column.type() + " array)")
                .collect(Collectors.joining(", ", "select * from unnest(", ")"));
    }
}
