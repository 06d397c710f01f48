package org.trunkline.persistence.audit.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.kernel.UserId;
import org.trunkline.persistence.Audit;
import org.trunkline.persistence.AuditEntry;
import org.trunkline.persistence.SchemaReady;

/** Reads the table {@code audit}. */
@Component
public final class JdbcAudit implements Audit {
    private static final String SELECT = "select id, changed_at, topic, object_key, action, caller_kind,"
            + " caller_account_id, caller_user_id, caller_name, origin_account_id, origin_user_id, request_id, address,"
            + " request, detail from audit where account_id = ? and changed_at >= ? and changed_at < ?";

    private static final String CHANGES = "changes";

    private static final Pattern KEY = Pattern.compile("([0-9]{1,17})-([0-9a-f]{32})");

    private final DataSource database;
    private final Access access;
    private final AccountTree tree;

    /** @param schema only waited for: the tables */
    @Activate
    public JdbcAudit(
            @Reference(target = "(osgi.jndi.service.name=trunkline)") DataSource database,
            @Reference(target = "(" + SchemaReady.DOMAIN + "=persistence)") SchemaReady schema,
            @Reference Access access,
            @Reference AccountTree tree) {
        this.database = database;
        this.access = access;
        this.tree = tree;
    }

    private record Start(Instant at, String id) {
        static Start of(String key) {
            var parts = KEY.matcher(key);
            if (!parts.matches()) {
                throw new InvalidException("start_key", "format", "start_key must be the next_start_key of a page");
            }
            return new Start(Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS), parts.group(2));
        }
    }

    @Override
    public Page<AuditEntry> list(Caller caller, AccountId account, Instant from, Instant to, PageRequest page) {
        access.require(caller, account, Permission.AUDIT_READ);
        Optional<Start> start = page.startKey().map(Start::of);
        boolean fromAbove = access.allows(caller, account, Permission.ACCOUNT_CONTROL);
        return Page.cut(read(account, from, to, start, page), page, AuditEntry::key)
                .map(entry -> visible(caller, fromAbove ? entry : entry.withDetail(ofOwnFields(entry))));
    }

    /** What sellers keep about an account, and whatever a topic adds, is not for that account. */
    private static String ofOwnFields(AuditEntry entry) {
        return Json.write(Json.parseObject(entry.detail()).retain(CHANGES));
    }

    /** Who acts from above an account is nobody's business there. */
    private AuditEntry visible(Caller caller, AuditEntry entry) {
        boolean inSight = caller.isSystem()
                || entry.by()
                        .filter(by -> tree.contains(caller.account(), by.account())
                                && by.origin()
                                        .map(origin -> tree.contains(caller.account(), origin.account()))
                                        .orElse(true))
                        .isPresent();
        return inSight ? entry : entry.withoutBy();
    }

    private List<AuditEntry> read(
            AccountId account, Instant from, Instant to, Optional<Start> start, PageRequest page) {
        String beyond = page.ascending() ? ">" : "<";
        String direction = page.ascending() ? "asc" : "desc";
        // the whole index is the order: else H2 reads all that is known of the account and sorts it
        String sql = SELECT
                + (start.isEmpty()
                        ? ""
                        : " and (changed_at " + beyond + " ? or (changed_at = ? and id " + beyond + "= ?))")
                + " order by account_id %1$s, changed_at %1$s, id %1$s limit %2$d"
                        .formatted(direction, page.size() + 1);
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, account.value());
            select.setObject(2, utc(from));
            select.setObject(3, utc(to));
            if (start.isPresent()) {
                select.setObject(4, utc(start.get().at()));
                select.setObject(5, utc(start.get().at()));
                select.setString(6, start.get().id());
            }
            List<AuditEntry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(account, rows));
                }
            }
            return entries;
        } catch (SQLException e) {
            UnavailableException unavailable =
                    new UnavailableException("datastore_unreachable", "the database does not answer");
            unavailable.initCause(e);
            throw unavailable;
        }
    }

    private static AuditEntry entry(AccountId account, ResultSet row) throws SQLException {
        Instant at = row.getObject("changed_at", OffsetDateTime.class).toInstant();
        Optional<AccountId> origin =
                Optional.ofNullable(row.getString("origin_account_id")).map(AccountId::new);
        Optional<UserId> originUser =
                Optional.ofNullable(row.getString("origin_user_id")).map(UserId::new);
        AuditEntry.By by = new AuditEntry.By(
                Caller.Kind.valueOf(row.getString("caller_kind")),
                new AccountId(row.getString("caller_account_id")),
                Optional.ofNullable(row.getString("caller_user_id")).map(UserId::new),
                row.getString("caller_name"),
                origin.map(real -> new Caller.Origin(real, originUser)),
                new Caller.Via(row.getString("request_id"), row.getString("address"), row.getString("request")));
        return new AuditEntry(
                ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + row.getString("id"),
                at,
                account,
                row.getString("topic"),
                row.getString("object_key"),
                row.getString("action"),
                Optional.of(by),
                row.getString("detail"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
