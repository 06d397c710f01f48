package org.trunkline.limits.jpa.internal;

import java.util.List;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Change;
import org.trunkline.limits.spi.SwitchStore;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Switches in the table {@code switch}. */
@Component
public final class JpaSwitchStore implements SwitchStore {
    private final Transactions transactions;

    @Activate
    public JpaSwitchStore(
            @Reference(target = "(osgi.unit.name=limits)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=limits)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public List<StoredSwitch> all() {
        return transactions.read(em ->
                em
                        .createQuery("select s from SwitchEntity s order by s.id", SwitchEntity.class)
                        .getResultList()
                        .stream()
                        .map(SwitchEntity::toSwitch)
                        .toList());
    }

    @Override
    public void insert(StoredSwitch added, Change change) {
        transactions.write(change, em -> {
            em.persist(new SwitchEntity(added));
            return null;
        });
    }

    @Override
    public void delete(String id, Change change) {
        transactions.write(change, em -> em.createQuery("delete from SwitchEntity s where s.id = :id")
                .setParameter("id", id)
                .executeUpdate());
    }
}
