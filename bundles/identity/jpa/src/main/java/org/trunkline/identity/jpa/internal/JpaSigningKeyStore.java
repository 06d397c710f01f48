package org.trunkline.identity.jpa.internal;

import java.time.Instant;
import java.util.List;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.spi.SigningKeyStore;
import org.trunkline.identity.spi.StoredSigningKey;
import org.trunkline.kernel.Change;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Signing keys in the database. */
@Component
public final class JpaSigningKeyStore implements SigningKeyStore {
    private final Transactions transactions;

    @Activate
    public JpaSigningKeyStore(
            @Reference(target = "(osgi.unit.name=identity)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=identity)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public List<StoredSigningKey> all() {
        return transactions.read(em -> em
                .createQuery(
                        "select k from SigningKeyEntity k order by k.createdAtMicros, k.id", SigningKeyEntity.class)
                .getResultList()
                .stream()
                .map(SigningKeyEntity::toStoredSigningKey)
                .toList());
    }

    @Override
    public void insert(StoredSigningKey key, Change change) {
        transactions.write(change, em -> {
            em.persist(new SigningKeyEntity(key));
            return null;
        });
    }

    @Override
    public void deleteBefore(Instant created, Change change) {
        transactions.write(
                change, em -> em.createQuery("delete from SigningKeyEntity k where k.createdAtMicros < :created")
                        .setParameter("created", Micros.of(created))
                        .executeUpdate());
    }
}
