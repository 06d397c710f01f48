package org.trunkline.identity.jpa.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.LoginRecord;
import org.trunkline.identity.spi.LoginRecordStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Attempts to log in, in the database. */
@Component
public final class JpaLoginRecordStore implements LoginRecordStore {
    private final Transactions transactions;

    @Activate
    public JpaLoginRecordStore(
            @Reference(target = "(osgi.unit.name=identity)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=identity)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public void insert(LoginRecord row) {
        transactions.write(List.of(), em -> {
            em.persist(new LoginEntity(row));
            return null;
        });
    }

    @Override
    public Optional<LoginRecord> find(AccountId account, String id) {
        return transactions.read(
                em -> Optional.ofNullable(em.find(LoginEntity.class, new LoginEntity.Key(account.value(), id)))
                        .map(LoginEntity::toLoginRecord));
    }

    @Override
    public Page<LoginRecord> list(AccountId account, Instant from, Instant to, PageRequest page) {
        String beyond = page.ascending() ? ">=" : "<=";
        String start = page.startKey().isEmpty() ? "" : " and l.id " + beyond + " :start";
        return transactions.read(em -> {
            TypedQuery<LoginEntity> query = em.createQuery(
                            "select l from LoginEntity l where l.account = :account and l.atMicros >= :from"
                                    + " and l.atMicros < :to" + start + " order by l.id "
                                    + (page.ascending() ? "asc" : "desc"),
                            LoginEntity.class)
                    .setParameter("account", account.value())
                    .setParameter("from", Micros.of(from))
                    .setParameter("to", Micros.of(to));
            page.startKey().ifPresent(key -> query.setParameter("start", key));
            List<LoginRecord> found = query.setMaxResults(page.size() + 1).getResultList().stream()
                    .map(LoginEntity::toLoginRecord)
                    .toList();
            return Page.cut(found, page, LoginRecord::id);
        });
    }

    @Override
    public boolean hasSucceeded(AccountId account, String address, Instant since) {
        return transactions.read(em -> !em.createQuery(
                        "select l.id from LoginEntity l where l.account = :account and l.address = :address"
                                + " and l.success = true and l.atMicros >= :since",
                        String.class)
                .setParameter("account", account.value())
                .setParameter("address", address)
                .setParameter("since", Micros.of(since))
                .setMaxResults(1)
                .getResultList()
                .isEmpty());
    }

    @Override
    public int deleteBefore(Instant at, int rowsMax) {
        return transactions.write(List.of(), em -> {
            List<LoginEntity> old = em.createQuery(
                            "select l from LoginEntity l where l.atMicros < :at order by l.atMicros", LoginEntity.class)
                    .setParameter("at", Micros.of(at))
                    .setMaxResults(rowsMax)
                    .getResultList();
            old.forEach(em::remove);
            return old.size();
        });
    }
}
