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
import org.trunkline.limits.spi.DetailKey;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.rating.Direction;

/** Rows of the table {@code call_detail}. */
final class DetailRows {
    static final String COLUMNS = "id, account_id, recorded_at_micros, started_at_micros, interaction_id, direction,"
            + " classification, reason, rate_name, owner_id, billed_seconds, document";

    private static final int RATE_NAME_LENGTH_MAX = 255;

    private static final String INSERT =
            """
            insert into call_detail (account_id, started_at_micros, interaction_id, direction, classification, reason,
              rate_name, owner_id, billed_seconds, document, id, recorded_at_micros)
            select cast(? as varchar(32)), cast(? as bigint), cast(? as varchar(32)), cast(? as varchar(16)),
              cast(? as varchar(64)), cast(? as varchar(64)), cast(? as varchar(255)), cast(? as varchar(32)),
              cast(? as bigint), cast(? as text), cast(? as varchar(40)), cast(? as bigint)
            where not exists (select 1 from call_detail where id = ?)
            """;

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

    static void write(Connection connection, List<StoredDetail> details, boolean over) throws SQLException {
        List<StoredDetail> missing = over ? updated(connection, details) : details;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (StoredDetail detail : missing) {
                int at = bind(insert, detail);
                insert.setLong(at++, DetailKey.micros(detail.recordedAt()));
                insert.setString(at, detail.id());
                insert.addBatch();
            }
            insert.executeBatch();
        }
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

    /** Returns the place of the first parameter after the id. */
    private static int bind(PreparedStatement statement, StoredDetail detail) throws SQLException {
        int at = 1;
        statement.setString(at++, detail.account().value());
        statement.setLong(at++, DetailKey.micros(detail.startedAt()));
        statement.setString(at++, detail.interactionId());
        statement.setString(at++, detail.direction().wireName());
        statement.setString(at++, detail.classification());
        statement.setString(at++, detail.reason());
        statement.setString(at++, detail.rateName().map(DetailRows::shortened).orElse(null));
        statement.setString(at++, detail.owner().map(UserId::value).orElse(null));
        statement.setLong(at++, detail.billedSeconds());
        statement.setString(at++, detail.document());
        statement.setString(at++, detail.id());
        return at;
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
