package org.trunkline.routing.jpa.internal;

import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;
import org.trunkline.routing.AccessList;
import org.trunkline.routing.spi.AccessListStore;

/** Access lists in the table {@code access_list}. */
@Component
public final class JpaAccessListStore implements AccessListStore {
    private final Transactions transactions;

    @Activate
    public JpaAccessListStore(
            @Reference(target = "(osgi.unit.name=routing)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=routing)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<AccessList> find(AccountId account) {
        return transactions.read(em -> Optional.ofNullable(em.find(AccessListEntity.class, account.value()))
                .map(AccessListEntity::toList));
    }

    @Override
    public AccessList write(AccessList list, Change change) {
        return transactions.write(change, em -> {
            AccessListEntity row =
                    em.find(AccessListEntity.class, list.account().value(), LockModeType.PESSIMISTIC_WRITE);
            if ((row == null ? 0 : row.revision()) != list.revision()) {
                throw new ConflictException("revision");
            }
            if (row == null) {
                // two that come together collide on the key: the second is a conflict too
                row = new AccessListEntity(list);
                em.persist(row);
            } else {
                row.write(list);
            }
            return row.toList();
        });
    }
}
