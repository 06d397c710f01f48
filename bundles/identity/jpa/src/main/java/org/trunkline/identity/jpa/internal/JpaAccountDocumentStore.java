package org.trunkline.identity.jpa.internal;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.spi.AccountDocumentStore;
import org.trunkline.identity.spi.StoredAccountDocument;
import org.trunkline.identity.spi.StoredAccountDocument.Kind;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Documents about logins in the database. */
@Component
public final class JpaAccountDocumentStore implements AccountDocumentStore {
    private final Transactions transactions;

    @Activate
    public JpaAccountDocumentStore(
            @Reference(target = "(osgi.unit.name=identity)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=identity)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<StoredAccountDocument> find(AccountId account, Kind kind) {
        return transactions.read(
                em -> Optional.ofNullable(em.find(AccountDocumentEntity.class, AccountDocumentEntity.id(account, kind)))
                        .map(AccountDocumentEntity::toStored));
    }

    @Override
    public List<StoredAccountDocument> findAll(List<AccountId> accounts, Kind kind) {
        List<String> ids = accounts.stream()
                .map(account -> AccountDocumentEntity.id(account, kind))
                .toList();
        return transactions.read(em -> em
                .createQuery("select d from AccountDocumentEntity d where d.id in :ids", AccountDocumentEntity.class)
                .setParameter("ids", ids)
                .getResultList()
                .stream()
                .map(AccountDocumentEntity::toStored)
                .toList());
    }

    @Override
    public StoredAccountDocument write(StoredAccountDocument document, Change change) {
        return transactions.write(change, em -> {
            AccountDocumentEntity row = locked(em, document);
            if (row == null) {
                // two that come together collide on the key: the second is a conflict too
                row = new AccountDocumentEntity(document);
                em.persist(row);
            } else {
                row.set(document);
            }
            return row.toStored();
        });
    }

    @Override
    public void delete(StoredAccountDocument document, Change change) {
        transactions.write(change, em -> {
            em.remove(locked(em, document));
            return null;
        });
    }

    private static AccountDocumentEntity locked(EntityManager em, StoredAccountDocument expected) {
        String id = AccountDocumentEntity.id(expected.account(), expected.kind());
        AccountDocumentEntity row = em.find(AccountDocumentEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if ((row == null ? 0 : row.revision()) != expected.revision()) {
            throw new ConflictException(REVISION);
        }
        return row;
    }
}
