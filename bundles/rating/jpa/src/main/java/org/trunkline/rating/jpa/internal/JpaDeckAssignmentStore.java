package org.trunkline.rating.jpa.internal;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.spi.DeckAssignmentStore;

/** Keeps assignments in the table {@code deck_assignment}. */
@Component
public final class JpaDeckAssignmentStore implements DeckAssignmentStore {
    private final Transactions transactions;

    /** @param schema only waited for: without the tables nothing can be read */
    @Activate
    public JpaDeckAssignmentStore(
            @Reference(target = "(osgi.unit.name=rating)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=rating)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public List<DeckAssignment> after(Optional<AccountId> last, int sizeMax) {
        return transactions.read(em -> em
                .createQuery(
                        "select a from DeckAssignmentEntity a where a.account > :last order by a.account",
                        DeckAssignmentEntity.class)
                .setParameter("last", last.map(AccountId::value).orElse(""))
                .setMaxResults(sizeMax)
                .getResultList()
                .stream()
                .map(DeckAssignmentEntity::toAssignment)
                .toList());
    }

    @Override
    public Optional<DeckAssignment> find(AccountId account) {
        return transactions.read(em -> Optional.ofNullable(em.find(DeckAssignmentEntity.class, account.value()))
                .map(DeckAssignmentEntity::toAssignment));
    }

    @Override
    public void save(DeckAssignment assignment, Change change) {
        transactions.write(change, em -> {
            DeckAssignmentEntity row = em.merge(new DeckAssignmentEntity(assignment));
            if (assignment.isNone()) {
                em.remove(row);
            }
            return row;
        });
    }
}
