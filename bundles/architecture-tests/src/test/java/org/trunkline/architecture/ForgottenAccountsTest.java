package org.trunkline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.persistence.MigrationSource;
import org.trunkline.persistence.internal.ForgottenRows;
import org.trunkline.persistence.internal.PersistenceMigrations;
import org.trunkline.persistence.internal.Schema;
import org.trunkline.persistence.testing.StoreDatabases;

/**
 * Every table that says whose its rows are is emptied of an account that is forgotten, or stands here with the reason. Each gets
 * a row of two accounts, one of which is forgotten.
 */
class ForgottenAccountsTest {
    private static final String GONE = "a".repeat(32);
    private static final String LEFT = "b".repeat(32);
    private static final String ACCOUNT = "account_id";

    private static final Map<String, Set<String>> KEPT = Map.of(
            "the audit and the outbox are forgotten by their age", Set.of("audit", "outbox"),
            "ids of accounts stay taken; the rest goes with the deletion, or by its age",
                    Set.of("account_below", "account_creation"),
            "the books",
                    Set.of(
                            "ledger_balance",
                            "ledger_correction",
                            "ledger_entry",
                            "ledger_funding",
                            "ledger_old_id",
                            "ledger_run",
                            "ledger_service",
                            "ledger_share",
                            "ledger_threshold"),
            "what calls cost and why",
                    Set.of(
                            "account_limits",
                            "allotment_use",
                            "call_detail",
                            "call_record",
                            "deck",
                            "deck_assignment",
                            "fraud_case"),
            "numbers give them up, one by one", Set.of("phone_number"),
            "deleted by their age", Set.of("mail", "task", "called_country"));

    /** Rows of an account that name it in another way: the column holds the account, or what belongs to it. */
    private static final Map<String, String> OTHERS =
            Map.of("carrier", "pool", "identity_recovery_code", "user_id", "webhook_queue", "webhook_id");

    @Test
    void nothingOfAForgottenAccountIsLeftOnH2() throws Exception {
        check(StoreDatabases.h2DataSource());
    }

    @Test
    void nothingOfAForgottenAccountIsLeftOnPostgres() throws Exception {
        check(StoreDatabases.postgresDataSource());
    }

    private static void check(DataSource source) throws Exception {
        List<MigrationSource> domains = domains();
        assertThat(domains).hasSizeGreaterThan(10);
        for (MigrationSource domain : domains) {
            Schema.migrate(source, domain.domain(), domain.getClass().getClassLoader());
        }
        try (Connection connection = source.getConnection()) {
            Map<String, String> owned = owned(connection);
            for (String table : owned.keySet()) {
                insert(connection, table, GONE, 1);
                insert(connection, table, LEFT, 2);
            }

            for (MigrationSource domain : domains) {
                ForgottenRows.forget(source, domain, new AccountId(GONE));
                // an entry of the outbox may be brought twice
                ForgottenRows.forget(source, domain, new AccountId(GONE));
            }

            List<String> wrong = new ArrayList<>();
            for (Map.Entry<String, String> each : owned.entrySet()) {
                if (count(connection, each.getKey(), each.getValue(), GONE) != 0) {
                    wrong.add("left in " + each.getKey());
                }
                if (count(connection, each.getKey(), each.getValue(), LEFT) != 1) {
                    wrong.add("lost of another account, in " + each.getKey());
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static List<MigrationSource> domains() throws ReflectiveOperationException {
        JavaClasses classes =
                new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.trunkline");
        List<MigrationSource> domains = new ArrayList<>(List.of(new PersistenceMigrations()));
        for (var each : classes) {
            if (each.isAssignableTo(MigrationSource.class)
                    && !each.isInterface()
                    && !each.isEquivalentTo(PersistenceMigrations.class)) {
                domains.add((MigrationSource)
                        each.reflect().getDeclaredConstructor().newInstance());
            }
        }
        return domains;
    }

    /** Returns the tables that are emptied, each with the column that says whose a row is. */
    private static Map<String, String> owned(Connection connection) throws SQLException {
        Set<String> kept = new HashSet<>();
        KEPT.values().forEach(kept::addAll);
        Map<String, String> owned = new LinkedHashMap<>(OTHERS);
        for (Map<String, String> column : rows(
                connection,
                "select table_name as name from information_schema.columns where lower(column_name) = '" + ACCOUNT
                        + "' and lower(table_schema) = 'public'")) {
            String table = column.get("name").toLowerCase(Locale.ROOT);
            if (!kept.remove(table)) {
                owned.put(table, ACCOUNT);
            }
        }
        assertThat(kept).as("tables that stand here and are not there").isEmpty();
        return owned;
    }

    private static void insert(Connection connection, String table, String account, int number) throws SQLException {
        StringJoiner names = new StringJoiner(", ", "(", ")");
        StringJoiner values = new StringJoiner(", ", "(", ")");
        for (Map<String, String> column : rows(
                connection,
                "select column_name as name, data_type as type, character_maximum_length as length"
                        + " from information_schema.columns where is_nullable = 'NO' and lower(table_name) = '" + table
                        + "' and lower(table_schema) = 'public'")) {
            names.add(column.get("name"));
            values.add(value(column, account, number));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into " + table + " " + names + " values " + values);
        }
    }

    /** Texts are the id of the account, so that what belongs together is together and nothing is there twice. */
    private static String value(Map<String, String> column, String account, int number) {
        String type = column.get("type").toLowerCase(Locale.ROOT);
        if (type.startsWith("character") || type.equals("text")) {
            String length = column.get("length");
            return "'"
                    + account.substring(
                            0,
                            length == null
                                    ? account.length()
                                    : (int) Math.min(Long.parseLong(length), account.length()))
                    + "'";
        }
        if (type.startsWith("timestamp")) {
            return "timestamp '2026-01-01 00:00:00'";
        }
        if (type.equals("boolean")) {
            return "false";
        }
        return type.startsWith("binary") || type.equals("bytea") ? "''" : Integer.toString(number);
    }

    private static long count(Connection connection, String table, String column, String account) throws SQLException {
        return Long.parseLong(rows(
                        connection,
                        "select count(*) as rows_found from " + table + " where " + column + " = '" + account + "'")
                .get(0)
                .get("rows_found"));
    }

    private static List<Map<String, String>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<Map<String, String>> rows = new ArrayList<>();
            while (found.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.put(found.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT), found.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
