package org.trunkline.apps.jpa.internal;

import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.apps.spi.AccountApps;
import org.trunkline.apps.spi.AppStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** What accounts say about apps, in the table {@code account_apps}. */
@Component
public final class JpaAppStore implements AppStore {
    private final Transactions transactions;

    @Activate
    public JpaAppStore(
            @Reference(target = "(osgi.unit.name=apps)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=apps)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<AccountApps> find(AccountId account) {
        return transactions.read(em -> Optional.ofNullable(em.find(AccountAppsEntity.class, account.value()))
                .map(AccountAppsEntity::toApps));
    }

    @Override
    public AccountApps write(AccountApps apps, Change change) {
        return transactions.write(change, em -> {
            AccountAppsEntity row =
                    em.find(AccountAppsEntity.class, apps.account().value(), LockModeType.PESSIMISTIC_WRITE);
            if ((row == null ? 0 : row.revision()) != apps.revision()) {
                throw new ConflictException(REVISION);
            }
            if (row == null) {
                // two that come together collide on the key: the second is a conflict too
                row = new AccountAppsEntity(apps);
                em.persist(row);
            } else {
                row.write(apps);
            }
            return row.toApps();
        });
    }
}
