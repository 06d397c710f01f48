package org.trunkline.persistence.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Outbox;

/**
 * Sees that nothing of a forgotten account stays in the tables of a domain, new tables included: fills a row of two accounts into each,
 * forgets one, and says in which tables it is left, or what of the other account is gone.
 */
public final class ForgottenRowsCheck {
    private static final String GONE = "a".repeat(32);
    private static final String LEFT = "b".repeat(32);
    private static final String ACCOUNT_COLUMN = "account_id";
    private static final Set<String> SHARED = Set.of("audit", "outbox", "outbox_consumer", "outbox_seen");

    private final StoreDatabase database;
    /** What is an account's, by the column that says whose. */
    private final Map<String, String> owners = new LinkedHashMap<>();

    private ForgottenRowsCheck(StoreDatabase database, Map<String, String> others, Set<String> kept) {
        this.database = database;
        for (String table : tables()) {
            if (columns(table).containsKey(ACCOUNT_COLUMN) && !kept.contains(table)) {
                owners.put(table, ACCOUNT_COLUMN);
            }
        }
        owners.putAll(others);
    }

    /**
     * Returns what is wrong; nothing if all is well.
     *
     * @param forgetting starts what deletes rows, with the outbox that tells it of forgotten accounts
     * @param others tables without a column {@code account_id}, with the column that says whose a row is: an account, or something of
     *     one, whose id is the account's here
     * @param kept tables that keep what they have
     */
    public static List<String> leftOrLost(
            StoreDatabase database, Consumer<Outbox> forgetting, Map<String, String> others, Set<String> kept) {
        return new ForgottenRowsCheck(database, others, kept).leftOrLost(forgetting);
    }

    private List<String> leftOrLost(Consumer<Outbox> forgetting) {
        owners.keySet().forEach(table -> {
            insert(table, GONE);
            insert(table, LEFT);
        });
        Told outbox = new Told();
        forgetting.accept(outbox);
        outbox.tell(GONE);
        // an entry may be brought twice
        outbox.tell(GONE);

        List<String> wrong = new ArrayList<>();
        BiConsumer<String, String> look = (table, column) -> {
            if (count(table, column, GONE) != 0) {
                wrong.add("left: " + table);
            }
            if (count(table, column, LEFT) != 1) {
                wrong.add("lost: " + table);
            }
        };
        owners.forEach(look);
        return wrong;
    }

    private long count(String table, String column, String account) {
        return database.number("select count(*) from " + table + " where " + column + " = '" + account + "'");
    }

    private List<String> tables() {
        return database
                .query(
                        "select lower(table_name) as name from information_schema.tables where lower(table_schema) = 'public'")
                .stream()
                .map(row -> (String) row.get("name"))
                .filter(name -> !SHARED.contains(name) && !name.contains("history") && !name.contains("migration"))
                .toList();
    }

    private Map<String, Map<String, Object>> columns(String table) {
        Map<String, Map<String, Object>> columns = new LinkedHashMap<>();
        database.query("select lower(column_name) as name, lower(data_type) as type, is_nullable as nullable,"
                        + " character_maximum_length as length from information_schema.columns where lower(table_schema) = 'public'"
                        + " and lower(table_name) = '" + table + "' order by ordinal_position")
                .forEach(row -> columns.put((String) row.get("name"), row));
        return columns;
    }

    private void insert(String table, String account) {
        StringJoiner names = new StringJoiner(", ", "(", ")");
        StringJoiner values = new StringJoiner(", ", "(", ")");
        columns(table).forEach((name, column) -> {
            if ("NO".equals(column.get("nullable"))) {
                names.add(name);
                values.add(value(column, account));
            }
        });
        database.run("insert into " + table + " " + names + " values " + values);
    }

    /** Each text is the account's id, so that what belongs together is together, and nothing is twice. */
    private static String value(Map<String, Object> column, String account) {
        String type = column.get("type").toString().toLowerCase(Locale.ROOT);
        if (type.contains("char") || type.equals("text")) {
            long length = column.get("length") instanceof Number number ? number.longValue() : account.length();
            return "'" + account.substring(0, (int) Math.min(length, account.length())) + "'";
        }
        if (type.contains("timestamp")) {
            return "timestamp '" + Instant.EPOCH.toString().substring(0, 10) + " 00:00:00'";
        }
        if (type.equals("boolean")) {
            return "false";
        }
        if (type.contains("binary") || type.equals("bytea")) {
            return "''";
        }
        return type.contains("large") ? "'{}'" : account.equals(GONE) ? "1" : "2";
    }

    /** Tells of forgotten accounts when it is asked to. */
    private static final class Told implements Outbox {
        private final Map<String, Consumer<Entry>> consumers = new HashMap<>();

        @Override
        public ChangeFeed.Subscription consume(
                String consumer, String topic, Set<String> actions, Consumer<Entry> work) {
            if (topic.equals("accounts") && actions.contains("forgotten")) {
                consumers.put(consumer, work);
            }
            return () -> consumers.remove(consumer);
        }

        void tell(String account) {
            AccountId id = new AccountId(account);
            consumers
                    .values()
                    .forEach(work -> work.accept(
                            new Entry("e".repeat(32), "accounts", account, id, "forgotten", Instant.EPOCH, "{}")));
        }
    }
}
