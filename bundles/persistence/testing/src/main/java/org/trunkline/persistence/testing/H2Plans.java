package org.trunkline.persistence.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says which queries of a test read more than they show. A query that wants the first rows in some order must take them from
 * an index in that order; H2 does so only where the order names all columns of the index, those with one value too. Else it
 * reads and sorts all, which no test with ten rows would notice.
 */
public final class H2Plans {
    private static final Pattern FIRST_ROWS =
            Pattern.compile("\\border by\\b[^()]*\\blimit\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern FROM_INDEX = Pattern.compile("/\\* index sorted \\*/");

    private H2Plans() {}

    /** Has the database remember its queries from now on. */
    public static void watch(StoreDatabase database) {
        database.run("set query_statistics true");
    }

    /** Returns the queries since then that sort what they could have found in order, with their plans. */
    public static List<String> sorting(StoreDatabase database) {
        List<String> found = new ArrayList<>();
        List<String> queries = database.query("select sql_statement from information_schema.query_statistics").stream()
                .map(row -> String.valueOf(row.values().iterator().next()))
                .filter(query -> FIRST_ROWS.matcher(query).find())
                .toList();
        try (Connection connection = database.dataSource().getConnection()) {
            for (String query : queries) {
                String plan = plan(connection, query);
                if (FROM_INDEX.matcher(plan).results().count()
                        < FIRST_ROWS.matcher(query).results().count()) {
                    found.add(query + "\n" + plan);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static String plan(Connection connection, String query) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain " + query)) {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                explain.setString(i, "1");
            }
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
