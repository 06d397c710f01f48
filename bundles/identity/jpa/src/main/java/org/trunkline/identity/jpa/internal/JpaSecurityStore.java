package org.trunkline.identity.jpa.internal;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.spi.SecurityStore;
import org.trunkline.identity.spi.StoredSecurity;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Documents about logins in the database. */
@Component
public final class JpaSecurityStore implements SecurityStore {
    private final Transactions transactions;

    @Activate
    public JpaSecurityStore(
            @Reference(target = "(osgi.unit.name=identity)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=identity)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<StoredSecurity> find(AccountId account) {
        return transactions.read(em -> Optional.ofNullable(em.find(SecurityEntity.class, account.value()))
                .map(SecurityEntity::toStoredSecurity));
    }

    @Override
    public List<StoredSecurity> findAll(List<AccountId> accounts) {
        return transactions.read(em -> em
                .createQuery("select s from SecurityEntity s where s.account in :accounts", SecurityEntity.class)
                .setParameter(
                        "accounts", accounts.stream().map(AccountId::value).toList())
                .getResultList()
                .stream()
                .map(SecurityEntity::toStoredSecurity)
                .toList());
    }

    @Override
    public StoredSecurity write(StoredSecurity security, Change change) {
        return transactions.write(change, em -> {
            SecurityEntity row = locked(em, security);
            if (row == null) {
                // two that come together collide on the key: the second is a conflict too
                row = new SecurityEntity(security);
                em.persist(row);
            } else {
                row.set(security);
            }
            return row.toStoredSecurity();
        });
    }

    @Override
    public void delete(StoredSecurity security, Change change) {
        transactions.write(change, em -> {
            em.remove(locked(em, security));
            return null;
        });
    }

    private static SecurityEntity locked(EntityManager em, StoredSecurity expected) {
        SecurityEntity row = em.find(SecurityEntity.class, expected.account().value(), LockModeType.PESSIMISTIC_WRITE);
        if ((row == null ? 0 : row.revision()) != expected.revision()) {
            throw new ConflictException(REVISION);
        }
        return row;
    }
}
