package org.trunkline.identity.jpa.internal;

import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.spi.ApiKeyStore;
import org.trunkline.identity.spi.StoredApiKey;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Keys of accounts in the database. */
@Component
public final class JpaApiKeyStore implements ApiKeyStore {
    private final Transactions transactions;

    @Activate
    public JpaApiKeyStore(
            @Reference(target = "(osgi.unit.name=identity)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=identity)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<StoredApiKey> find(AccountId account) {
        return transactions.read(em -> Optional.ofNullable(em.find(ApiKeyEntity.class, account.value()))
                .map(ApiKeyEntity::toStoredApiKey));
    }

    @Override
    public Optional<StoredApiKey> findByHash(String hash) {
        return transactions.read(em -> em
                .createQuery("select k from ApiKeyEntity k where k.hash = :hash", ApiKeyEntity.class)
                .setParameter("hash", hash)
                .getResultList()
                .stream()
                .map(ApiKeyEntity::toStoredApiKey)
                .findFirst());
    }

    @Override
    public void replace(StoredApiKey key, Change change) {
        transactions.write(change, em -> em.merge(new ApiKeyEntity(key)));
    }
}
