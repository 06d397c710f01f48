package org.trunkline.routing.jpa.internal;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;
import org.trunkline.routing.CarrierPool;
import org.trunkline.routing.spi.CarrierStore;
import org.trunkline.routing.spi.StoredCarrier;

/** Carriers in the table {@code carrier}. */
@Component
public final class JpaCarrierStore implements CarrierStore {
    private final Transactions transactions;

    @Activate
    public JpaCarrierStore(
            @Reference(target = "(osgi.unit.name=routing)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=routing)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<StoredCarrier> find(CarrierPool pool, String id) {
        return transactions.read(em -> Optional.ofNullable(em.find(CarrierEntity.class, id))
                .map(CarrierEntity::toStored)
                .filter(found -> found.carrier().pool().equals(pool)));
    }

    @Override
    public List<StoredCarrier> list(CarrierPool pool, Optional<String> from, int rowsMax, boolean ascending) {
        String after = from.isEmpty() ? "" : ascending ? " and c.id >= :from" : " and c.id <= :from";
        String order = ascending ? "c.id" : "c.id desc";
        return transactions.read(em -> {
            TypedQuery<CarrierEntity> query = em.createQuery(
                            "select c from CarrierEntity c where c.pool = :pool" + after + " order by " + order,
                            CarrierEntity.class)
                    .setParameter("pool", CarrierEntity.pool(pool))
                    .setMaxResults(rowsMax);
            from.ifPresent(id -> query.setParameter("from", id));
            return query.getResultList().stream().map(CarrierEntity::toStored).toList();
        });
    }

    @Override
    public long count(CarrierPool pool) {
        return transactions.read(
                em -> em.createQuery("select count(c) from CarrierEntity c where c.pool = :pool", Long.class)
                        .setParameter("pool", CarrierEntity.pool(pool))
                        .getSingleResult());
    }

    @Override
    public StoredCarrier insert(StoredCarrier carrier, Change change) {
        return transactions.write(change, em -> {
            CarrierEntity row = new CarrierEntity(carrier);
            em.persist(row);
            return row.toStored();
        });
    }

    @Override
    public StoredCarrier update(StoredCarrier carrier, Change change) {
        return transactions.write(change, em -> {
            CarrierEntity row = locked(em, carrier);
            row.write(carrier);
            return row.toStored();
        });
    }

    @Override
    public void delete(StoredCarrier carrier, Change change) {
        transactions.write(change, em -> {
            em.remove(locked(em, carrier));
            return null;
        });
    }

    private static CarrierEntity locked(EntityManager em, StoredCarrier carrier) {
        CarrierEntity row = em.find(CarrierEntity.class, carrier.carrier().id(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null || !row.is(carrier.carrier())) {
            throw new ConflictException("revision");
        }
        return row;
    }
}
