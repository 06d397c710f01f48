package org.trunkline.limits.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.PersistenceException;
import org.trunkline.persistence.Transactions;

/** Reads rows in the words of SQL, where lists must go by their index. */
record Queries(Transactions transactions) {
    /** Reads one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Reads run in a transaction too: only there EclipseLink hands out its connection. */
    <T> List<T> list(String sql, Reader<T> reader, Object... parameters) {
        return transactions.write(List.of(), em -> {
            try (PreparedStatement statement = em.unwrap(Connection.class).prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                List<T> rows = new ArrayList<>();
                try (ResultSet found = statement.executeQuery()) {
                    while (found.next()) {
                        rows.add(reader.read(found));
                    }
                }
                return rows;
            } catch (SQLException e) {
                throw new PersistenceException(e);
            }
        });
    }
}
