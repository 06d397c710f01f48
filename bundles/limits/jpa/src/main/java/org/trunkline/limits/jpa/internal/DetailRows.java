package org.trunkline.limits.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.jpa.internal.NewRows.Column;
import org.trunkline.limits.spi.DetailKey;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.rating.Direction;

/** Rows of the table {@code call_detail}. */
final class DetailRows {
    static final String COLUMNS = "id, account_id, recorded_at_micros, started_at_micros, interaction_id, direction,"
            + " classification, reason, rate_name, owner_id, billed_seconds, document";

    private static final int RATE_NAME_LENGTH_MAX = 255;

    private static final NewRows<StoredDetail> NEW = new NewRows<>(
            "call_detail",
            List.of(
                    Column.text("id", StoredDetail::id).asKey(),
                    Column.text("account_id", detail -> detail.account().value()),
                    Column.number("recorded_at_micros", detail -> DetailKey.micros(detail.recordedAt())),
                    Column.number("started_at_micros", detail -> DetailKey.micros(detail.startedAt())),
                    Column.text("interaction_id", StoredDetail::interactionId),
                    Column.text("direction", detail -> detail.direction().wireName()),
                    Column.text("classification", StoredDetail::classification),
                    Column.text("reason", StoredDetail::reason),
                    Column.text("rate_name", DetailRows::rateName),
                    Column.text("owner_id", DetailRows::owner),
                    Column.number("billed_seconds", StoredDetail::billedSeconds),
                    Column.text("document", StoredDetail::document)));

    private static final String UPDATE =
            """
            update call_detail set account_id = ?, started_at_micros = ?, interaction_id = ?, direction = ?,
              classification = ?, reason = ?, rate_name = ?, owner_id = ?, billed_seconds = ?, document = ? where id = ?
            """;

    private DetailRows() {}

    /** Returns one of each id: the first, or the last where they replace each other. */
    static List<StoredDetail> once(List<StoredDetail> details, boolean last) {
        Map<String, StoredDetail> byId = new LinkedHashMap<>();
        details.forEach(detail -> byId.merge(detail.id(), detail, (first, later) -> last ? later : first));
        return new ArrayList<>(byId.values());
    }

    /** @param again whether some may be there already: they stay; otherwise none may be */
    static void insert(Connection connection, List<StoredDetail> details, boolean again) throws SQLException {
        if (again) {
            NEW.insertMissing(connection, details);
        } else {
            NEW.insert(connection, details);
        }
    }

    /** Puts each in the place of the one with its id, but leaves the time at which that was recorded. */
    static void replace(Connection connection, List<StoredDetail> details) throws SQLException {
        NEW.insertMissing(connection, updated(connection, details));
    }

    private static List<StoredDetail> updated(Connection connection, List<StoredDetail> details) throws SQLException {
        List<StoredDetail> missing = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (StoredDetail detail : details) {
                bind(update, detail);
                update.addBatch();
            }
            int[] counts = update.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    missing.add(details.get(i));
                }
            }
        }
        return missing;
    }

    private static void bind(PreparedStatement statement, StoredDetail detail) throws SQLException {
        int at = 1;
        statement.setString(at++, detail.account().value());
        statement.setLong(at++, DetailKey.micros(detail.startedAt()));
        statement.setString(at++, detail.interactionId());
        statement.setString(at++, detail.direction().wireName());
        statement.setString(at++, detail.classification());
        statement.setString(at++, detail.reason());
        statement.setString(at++, rateName(detail));
        statement.setString(at++, owner(detail));
        statement.setLong(at++, detail.billedSeconds());
        statement.setString(at++, detail.document());
        statement.setString(at, detail.id());
    }

    private static String rateName(StoredDetail detail) {
        return detail.rateName().map(DetailRows::shortened).orElse(null);
    }

    private static String owner(StoredDetail detail) {
        return detail.owner().map(UserId::value).orElse(null);
    }

    private static String shortened(String name) {
        return name.length() <= RATE_NAME_LENGTH_MAX ? name : name.substring(0, RATE_NAME_LENGTH_MAX);
    }

    static StoredDetail read(ResultSet row) throws SQLException {
        return new StoredDetail(
                row.getString(1),
                new AccountId(row.getString(2)),
                instant(row.getLong(3)),
                instant(row.getLong(4)),
                row.getString(5),
                direction(row.getString(6)),
                row.getString(7),
                row.getString(8),
                Optional.ofNullable(row.getString(9)),
                Optional.ofNullable(row.getString(10)).map(UserId::new),
                row.getLong(11),
                row.getString(12));
    }

    static Direction direction(String wireName) {
        return Direction.valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
