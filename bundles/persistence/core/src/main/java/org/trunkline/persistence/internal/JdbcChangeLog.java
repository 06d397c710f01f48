package org.trunkline.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.UserId;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;

/** Writes one row of {@code audit} and one of {@code outbox} per change. */
@Component(service = ChangeLog.class)
public final class JdbcChangeLog implements ChangeLog {
    private static final String AUDIT =
            """
            insert into audit (id, changed_at, account_id, topic, object_key, action, caller_kind, caller_account_id,
              caller_user_id, caller_name, origin_account_id, origin_user_id, request_id, detail, address, request)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OUTBOX =
            """
            insert into outbox (id, created_at, account_id, topic, object_key, action, detail)
            values (?, ?, ?, ?, ?, ?, ?)""";

    /** The longest name and request id that a row keeps; they come from outside. */
    private static final int TEXT_MAX = 255;

    private static final int ADDRESS_MAX = 64;

    private final LocalChangeFeed feed;

    /** @param schema only waited for: without the tables nothing may be written */
    @Activate
    public JdbcChangeLog(
            @Reference LocalChangeFeed feed,
            @Reference(target = "(" + SchemaReady.DOMAIN + "=" + PersistenceMigrations.DOMAIN + ")")
                    SchemaReady schema) {
        this(feed);
    }

    public JdbcChangeLog(LocalChangeFeed feed) {
        this.feed = feed;
    }

    @Override
    public void write(Connection connection, List<Change> changes) {
        try (PreparedStatement audit = connection.prepareStatement(AUDIT);
                PreparedStatement outbox = connection.prepareStatement(OUTBOX)) {
            for (Change change : changes) {
                fillAudit(audit, change);
                audit.addBatch();
                fillOutbox(outbox, change);
                outbox.addBatch();
            }
            audit.executeBatch();
            outbox.executeBatch();
        } catch (SQLException e) {
            // The caller's Transactions finds the cause and translates it.
            throw new IllegalStateException("The change could not be recorded", e);
        }
    }

    @Override
    public void committed(List<Change> changes) {
        feed.deliver(changes);
    }

    private static void fillAudit(PreparedStatement row, Change change) throws SQLException {
        Caller by = change.by();
        row.setString(1, AuditIds.next(change.at()));
        row.setObject(2, change.at().atOffset(ZoneOffset.UTC));
        row.setString(3, change.account().value());
        row.setString(4, change.topic());
        row.setString(5, change.key());
        row.setString(6, change.action());
        row.setString(7, by.kind().name());
        row.setString(8, by.account().value());
        row.setString(9, by.user().map(UserId::value).orElse(null));
        row.setString(10, cut(by.name()));
        row.setString(11, by.origin().map(origin -> origin.account().value()).orElse(null));
        row.setString(
                12, by.origin().flatMap(Caller.Origin::user).map(UserId::value).orElse(null));
        row.setString(13, cut(by.requestId()));
        row.setString(14, change.detail());
        row.setString(15, cut(by.via().address(), ADDRESS_MAX));
        row.setString(16, cut(by.via().request()));
    }

    private static void fillOutbox(PreparedStatement row, Change change) throws SQLException {
        row.setString(1, Ids.random());
        row.setObject(2, change.at().atOffset(ZoneOffset.UTC));
        row.setString(3, change.account().value());
        row.setString(4, change.topic());
        row.setString(5, change.key());
        row.setString(6, change.action());
        row.setString(7, change.detail());
    }

    private static String cut(String text) {
        return cut(text, TEXT_MAX);
    }

    private static String cut(String text, int lengthMax) {
        return text.length() <= lengthMax ? text : text.substring(0, lengthMax);
    }
}
