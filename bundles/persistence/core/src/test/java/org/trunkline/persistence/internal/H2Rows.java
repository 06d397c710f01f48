package org.trunkline.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;

/** Rows of one size with keys at random places. */
final class H2Rows {
    static final int BYTES = 1_000;

    private H2Rows() {}

    static JdbcDataSource database(Path file, String settings) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + file.toAbsolutePath() + settings);
        database.setUser("trunkline");
        return database;
    }

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists rows (id varchar(64) primary key, content varchar(2000))");
        }
    }

    static void add(Connection connection, int row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into rows values (?, ?)")) {
            insert.setString(1, id(row));
            insert.setString(2, content(row));
            insert.executeUpdate();
        }
    }

    /** Fails if one of the first rows is not there, or not what it was. */
    static void requireAll(Connection connection, int rows) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select content from rows where id = ?")) {
            for (int row = 0; row < rows; row++) {
                select.setString(1, id(row));
                try (ResultSet found = select.executeQuery()) {
                    assertThat(found.next()).as("row " + row + " of " + rows).isTrue();
                    assertThat(found.getString(1)).isEqualTo(content(row));
                }
            }
        }
    }

    /** Looks random, and is the same in every process. */
    static String id(int row) {
        return "%016x".formatted((row + 1) * 0x9E3779B97F4A7C15L);
    }

    private static String content(int row) {
        return "%d.".formatted(row).repeat(BYTES).substring(0, BYTES);
    }
}
