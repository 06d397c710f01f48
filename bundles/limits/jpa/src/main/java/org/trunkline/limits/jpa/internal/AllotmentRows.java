package org.trunkline.limits.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.spi.AllotmentUse;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;

/** Rows of the table {@code allotment_use}. */
final class AllotmentRows {
    private static final String INSERT =
            """
            insert into allotment_use (seconds, account_id, begun_at, name, switch_id, call_id, leg)
            select cast(? as bigint), cast(? as varchar(32)), cast(? as bigint), cast(? as varchar(64)),
              cast(? as varchar(64)), cast(? as varchar(255)), cast(? as varchar(64))
            where not exists (select 1 from allotment_use where account_id = ? and begun_at = ? and name = ?
              and switch_id = ? and call_id = ? and leg = ?)
            """;

    private static final String UPDATE =
            """
            update allotment_use set seconds = ? where account_id = ? and begun_at = ? and name = ? and switch_id = ?
              and call_id = ? and leg = ?
            """;

    private record Row(CallKey call, AllotmentUse use) {}

    private AllotmentRows() {}

    /** @param over in the place of what is there; otherwise that stays */
    static void write(Connection connection, Collection<CallRecord> records, boolean over) throws SQLException {
        List<Row> rows = new ArrayList<>(0);
        for (CallRecord record : records) {
            record.allotments().forEach(use -> rows.add(new Row(record.key(), use)));
        }
        if (rows.isEmpty()) {
            return;
        }
        List<Row> missing = over ? updated(connection, rows) : rows;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Row row : missing) {
                insert.setLong(1, row.use().seconds());
                bind(insert, bind(insert, 2, row), row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<Row> updated(Connection connection, List<Row> rows) throws SQLException {
        List<Row> missing = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (Row row : rows) {
                update.setLong(1, row.use().seconds());
                bind(update, 2, row);
                update.addBatch();
            }
            int[] counts = update.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    missing.add(rows.get(i));
                }
            }
        }
        return missing;
    }

    private static int bind(PreparedStatement statement, int first, Row row) throws SQLException {
        int at = first;
        statement.setString(at++, row.use().account().value());
        statement.setLong(at++, row.use().begunAt().getEpochSecond());
        statement.setString(at++, row.use().name());
        statement.setString(at++, row.call().switchId());
        statement.setString(at++, row.call().callId());
        statement.setString(at++, row.call().leg());
        return at;
    }
}
