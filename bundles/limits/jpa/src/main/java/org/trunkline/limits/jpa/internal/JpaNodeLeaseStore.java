package org.trunkline.limits.jpa.internal;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.ConflictException;
import org.trunkline.limits.spi.NodeLeaseStore;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** The lease in the table {@code node_lease}. Each change is one statement that looks and writes at once. */
@Component
public final class JpaNodeLeaseStore implements NodeLeaseStore {
    private static final String TAKE =
            "update NodeLeaseEntity l set l.node = :node, l.beat = l.beat + 1, l.rival = null"
                    + " where l.node = :seen and l.beat = :beat";

    private final Transactions transactions;

    @Activate
    public JpaNodeLeaseStore(
            @Reference(target = "(osgi.unit.name=limits)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=limits)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<Lease> find() {
        return transactions.read(em -> Optional.ofNullable(em.find(NodeLeaseEntity.class, NodeLeaseEntity.ONLY))
                .map(NodeLeaseEntity::toLease));
    }

    @Override
    public boolean take(Optional<Lease> seen, String node) {
        if (seen.isEmpty()) {
            return insert(node);
        }
        return transactions.write(
                List.of(),
                em -> em.createQuery(TAKE)
                                .setParameter("node", node)
                                .setParameter("seen", seen.get().node())
                                .setParameter("beat", seen.get().beat())
                                .executeUpdate()
                        == 1);
    }

    private boolean insert(String node) {
        try {
            return transactions.write(List.of(), em -> {
                em.persist(new NodeLeaseEntity(node));
                return true;
            });
        } catch (ConflictException e) {
            // another node was first
            return false;
        }
    }

    @Override
    public void ask(String node) {
        transactions.write(List.of(), em -> em.createQuery("update NodeLeaseEntity l set l.rival = :node")
                .setParameter("node", node)
                .executeUpdate());
    }

    @Override
    public void release(String node) {
        transactions.write(List.of(), em -> em.createQuery("delete from NodeLeaseEntity l where l.node = :node")
                .setParameter("node", node)
                .executeUpdate());
    }
}
