package org.trunkline.routing.jpa.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;
import org.trunkline.routing.Callflow;
import org.trunkline.routing.spi.CallflowKey;
import org.trunkline.routing.spi.CallflowStore;

/** Callflows in the table {@code callflow}, and what they are for in {@code callflow_key}. */
@Component
public final class JpaCallflowStore implements CallflowStore {
    private final Transactions transactions;

    @Activate
    public JpaCallflowStore(
            @Reference(target = "(osgi.unit.name=routing)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=routing)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<Callflow> find(AccountId account, String id) {
        return transactions.read(em -> Optional.ofNullable(em.find(CallflowEntity.class, id))
                .map(CallflowEntity::toCallflow)
                .filter(found -> found.account().equals(account)));
    }

    @Override
    public List<Callflow> list(AccountId account, Optional<String> from, int rowsMax, boolean ascending) {
        String after = from.isEmpty() ? "" : ascending ? " and c.id >= :from" : " and c.id <= :from";
        String order = ascending ? "c.id" : "c.id desc";
        return transactions.read(em -> {
            TypedQuery<CallflowEntity> query = em.createQuery(
                            "select c from CallflowEntity c where c.account = :account" + after + " order by " + order,
                            CallflowEntity.class)
                    .setParameter("account", account.value())
                    .setMaxResults(rowsMax);
            from.ifPresent(id -> query.setParameter("from", id));
            return query.getResultList().stream()
                    .map(CallflowEntity::toCallflow)
                    .toList();
        });
    }

    @Override
    public Map<CallflowKey, String> holders(AccountId account, Collection<CallflowKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Set<CallflowKey> wanted = new HashSet<>(keys);
        return transactions.read(em -> em
                .createQuery(
                        "select k from CallflowKeyEntity k where k.key.account = :account and k.key.text in :texts",
                        CallflowKeyEntity.class)
                .setParameter("account", account.value())
                .setParameter("texts", wanted.stream().map(CallflowKey::text).toList())
                .getResultList()
                .stream()
                .filter(row -> wanted.contains(row.key()))
                .collect(Collectors.toMap(CallflowKeyEntity::key, CallflowKeyEntity::callflow)));
    }

    @Override
    public Callflow insert(Callflow callflow, Change change) {
        return transactions.write(change, em -> {
            CallflowEntity row = new CallflowEntity(callflow);
            em.persist(row);
            insertKeys(em, callflow);
            return row.toCallflow();
        });
    }

    @Override
    public Callflow update(Callflow callflow, Change change) {
        return transactions.write(change, em -> {
            CallflowEntity row = locked(em, callflow);
            row.write(callflow);
            deleteKeys(em, callflow);
            insertKeys(em, callflow);
            return row.toCallflow();
        });
    }

    @Override
    public void delete(Callflow callflow, Change change) {
        transactions.write(change, em -> {
            em.remove(locked(em, callflow));
            deleteKeys(em, callflow);
            return null;
        });
    }

    private static CallflowEntity locked(EntityManager em, Callflow callflow) {
        CallflowEntity row = em.find(CallflowEntity.class, callflow.id(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null || !row.is(callflow)) {
            throw new ConflictException("revision");
        }
        return row;
    }

    private static void insertKeys(EntityManager em, Callflow callflow) {
        CallflowKey.of(callflow).forEach(key -> em.persist(new CallflowKeyEntity(callflow, key)));
    }

    private static void deleteKeys(EntityManager em, Callflow callflow) {
        em.createQuery("delete from CallflowKeyEntity k where k.callflow = :id")
                .setParameter("id", callflow.id())
                .executeUpdate();
    }
}
