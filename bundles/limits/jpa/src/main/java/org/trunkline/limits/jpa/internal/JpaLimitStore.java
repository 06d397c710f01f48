package org.trunkline.limits.jpa.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.limits.spi.LimitDocument;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Limits in the table {@code account_limits}. */
@Component
public final class JpaLimitStore implements LimitStore {
    private static final int SLICE = 1_000;

    private final Transactions transactions;

    @Activate
    public JpaLimitStore(
            @Reference(target = "(osgi.unit.name=limits)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=limits)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<LimitDocument> find(AccountId account) {
        return transactions.read(em ->
                Optional.ofNullable(em.find(LimitEntity.class, account.value())).map(LimitEntity::toLimits));
    }

    @Override
    public void forEach(Consumer<LimitDocument> consumer) {
        List<LimitDocument> slice = after("");
        while (!slice.isEmpty()) {
            slice.forEach(consumer);
            slice = after(slice.get(slice.size() - 1).account().value());
        }
    }

    private List<LimitDocument> after(String account) {
        return transactions.read(em -> em
                .createQuery(
                        "select l from LimitEntity l where l.account > :last order by l.account", LimitEntity.class)
                .setParameter("last", account)
                .setMaxResults(SLICE)
                .getResultList()
                .stream()
                .map(LimitEntity::toLimits)
                .toList());
    }

    @Override
    public LimitDocument save(LimitDocument limits, Change change) {
        return transactions.write(change, em -> {
            LimitEntity row = em.find(LimitEntity.class, limits.account().value(), LockModeType.PESSIMISTIC_WRITE);
            if ((row == null ? 0 : row.revision()) != limits.revision()) {
                throw new ConflictException("revision");
            }
            if (row == null) {
                // two that come together collide on the key: the second is a conflict too
                row = new LimitEntity(limits);
                em.persist(row);
            } else {
                row.write(limits);
            }
            return limits.atRevision(row.revision());
        });
    }

    @Override
    public void note(Change happened) {
        transactions.write(happened, em -> null);
    }
}
