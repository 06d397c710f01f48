package org.trunkline.accounts.jpa.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.accounts.spi.Moves;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;

/** Rows of accounts that are deleted: kept whole for a time, then emptied but for their id. */
final class DeletedRows {
    private static final String KEPT =
            "from AccountEntity a where a.deletedAtMicros >= :since and a.forgottenAtMicros is null";

    private DeletedRows() {}

    static List<DeletedAccount> list(EntityManager em, Instant since, int sizeMax) {
        return em
                .createQuery("select a " + KEPT + " order by a.deletedAtMicros desc, a.id", AccountEntity.class)
                .setParameter("since", micros(since))
                .setMaxResults(sizeMax)
                .getResultList()
                .stream()
                .map(AccountEntity::toDeleted)
                .toList();
    }

    static Optional<AccountEntity> find(EntityManager em, Instant since, AccountId id) {
        return em
                .createQuery("select a " + KEPT + " and a.id = :id", AccountEntity.class)
                .setParameter("since", micros(since))
                .setParameter("id", id.value())
                .getResultList()
                .stream()
                .findFirst();
    }

    static Account restore(EntityManager em, AccountId id, Instant since, Instant at) {
        Subtree.lock(em);
        AccountEntity row = find(em, since, id).orElseThrow(() -> new NotFoundException(id.value()));
        AccountId parentId = row.toDeleted().parent();
        Account parent = Subtree.find(em, parentId).orElseThrow(() -> new ConflictException(AccountStore.PARENT));
        if (parent.path().size() >= AccountTree.DEPTH_MAX) {
            throw Moves.tooDeep(parent);
        }
        Account restored = row.toAccount().withPath(parent.pathBelow(), at);
        row.restore(restored);
        em.flush();
        Subtree.place(em, restored, row.revision());
        Subtree.count(em, parentId, 1);
        BelowTable.insert(em, restored);
        em.clear();
        return Subtree.find(em, id).orElseThrow();
    }

    static List<AccountId> forget(EntityManager em, Instant before, int sizeMax) {
        List<AccountEntity> rows = em.createQuery(
                        "select a from AccountEntity a where a.deletedAtMicros < :before and a.forgottenAtMicros is null"
                                + " order by a.deletedAtMicros, a.id",
                        AccountEntity.class)
                .setParameter("before", micros(before))
                .setMaxResults(sizeMax)
                .getResultList();
        rows.forEach(row -> row.forget(before));
        return rows.stream().map(row -> row.toDeleted().id()).toList();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
