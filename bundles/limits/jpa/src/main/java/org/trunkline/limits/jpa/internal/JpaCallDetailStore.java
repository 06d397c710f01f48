package org.trunkline.limits.jpa.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import javax.persistence.PersistenceException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.CallTotal;
import org.trunkline.limits.spi.CallDetailStore;
import org.trunkline.limits.spi.DetailKey;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Detail records in the table {@code call_detail}. */
@Component
public final class JpaCallDetailStore implements CallDetailStore {
    private static final int ATTEMPTS_MAX = 10;

    private static final String FIRST_LEGS =
            """
             and not exists (select 1 from call_detail e where e.account_id = d.account_id
              and e.interaction_id = d.interaction_id%s and (e.started_at_micros < d.started_at_micros
                or e.started_at_micros = d.started_at_micros and e.id < d.id))
            """;

    private static final String TOTALS =
            """
            select direction, classification, rate_name, sum(billed_seconds) from call_detail
            where account_id = ? and recorded_at_micros >= ? and recorded_at_micros < ? and billed_seconds > 0
              and reason <> 'on_net'
            group by direction, classification, rate_name order by direction, classification, rate_name
            """;

    private final Transactions transactions;
    private final Queries queries;

    @Activate
    public JpaCallDetailStore(
            @Reference(target = "(osgi.unit.name=limits)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=limits)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
        queries = new Queries(transactions);
    }

    @Override
    public void insertMissing(List<StoredDetail> details) {
        List<StoredDetail> rows = DetailRows.once(details, false);
        for (int attempt = 1; ; attempt++) {
            try {
                boolean again = attempt > 1;
                transactions.write(List.of(), em -> {
                    try {
                        DetailRows.insert(em.unwrap(Connection.class), rows, again);
                        return null;
                    } catch (SQLException e) {
                        throw new PersistenceException(e);
                    }
                });
                return;
            } catch (ConflictException e) {
                // one of them is there, which is rare: the next attempt looks first, unless another node was faster
                // again
                if (attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Optional<StoredDetail> find(AccountId account, String id) {
        String sql = "select " + DetailRows.COLUMNS + " from call_detail where account_id = ? and id = ?";
        return queries.list(sql, DetailRows::read, account.value(), id).stream().findFirst();
    }

    @Override
    public Page<StoredDetail> list(
            AccountId account, Optional<UserId> owner, Instant from, Instant to, boolean firstLegs, PageRequest page) {
        Optional<DetailKey> start = page.startKey().map(DetailKey::parse);
        long first = DetailKey.micros(from);
        long last = DetailKey.micros(to) - 1;
        StringBuilder sql =
                new StringBuilder("select " + DetailRows.COLUMNS + " from call_detail d where account_id = ?");
        List<Object> parameters = new ArrayList<>(List.of(account.value()));
        owner.ifPresent(user -> {
            sql.append(" and owner_id = ?");
            parameters.add(user.value());
        });
        sql.append(" and recorded_at_micros >= ? and recorded_at_micros <= ?");
        long beginning = start.map(DetailKey::recordedAtMicros).orElse(page.ascending() ? first : last);
        parameters.add(page.ascending() ? Math.max(first, beginning) : first);
        parameters.add(page.ascending() ? last : Math.min(last, beginning));
        if (firstLegs) {
            sql.append(FIRST_LEGS.formatted(owner.isPresent() ? " and e.owner_id = d.owner_id" : ""));
        }
        start.ifPresent(key -> {
            sql.append(
                    page.ascending()
                            ? " and (recorded_at_micros > ? or id >= ?)"
                            : " and (recorded_at_micros < ? or id <= ?)");
            parameters.add(key.recordedAtMicros());
            parameters.add(key.id());
        });
        // the whole index is the order: else H2 reads all calls of the account and sorts them
        sql.append((" order by %2$s%1$s, recorded_at_micros%1$s, id%1$s limit %3$d")
                .formatted(
                        page.ascending() ? "" : " desc",
                        owner.isPresent() ? "owner_id" : "account_id",
                        page.size() + 1));
        return DetailKey.page(queries.list(sql.toString(), DetailRows::read, parameters.toArray()), page.size());
    }

    @Override
    public List<StoredDetail> legs(AccountId account, String interactionId) {
        String sql = "select " + DetailRows.COLUMNS + " from call_detail where account_id = ? and interaction_id = ?"
                + " order by account_id, interaction_id, started_at_micros, id limit " + PageRequest.SIZE_MAX;
        return queries.list(sql, DetailRows::read, account.value(), interactionId);
    }

    @Override
    public List<CallTotal> totals(AccountId account, Instant from, Instant to) {
        return queries.list(
                TOTALS,
                row -> new CallTotal(
                        DetailRows.direction(row.getString(1)),
                        row.getString(2),
                        Optional.ofNullable(row.getString(3)).orElse(""),
                        row.getLong(4)),
                account.value(),
                DetailKey.micros(from),
                DetailKey.micros(to));
    }
}
