package org.trunkline.accounts.jpa.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.accounts.spi.Moves;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;

/** Where accounts stand: the columns that say so, written by statements for as many rows as there are. */
final class Subtree {
    private static final int ID_LENGTH = 32;
    private static final int PATH_LENGTH_MAX = (AccountTree.DEPTH_MAX + 1) * ID_LENGTH;

    private Subtree() {}

    /** Until the transaction ends, nobody else takes an account from its place. */
    static void lock(EntityManager em) {
        em.createNativeQuery("update account_tree set changes_count = changes_count + 1")
                .executeUpdate();
    }

    static Optional<Account> find(EntityManager em, AccountId id) {
        return Optional.ofNullable(em.find(AccountEntity.class, id.value()))
                .filter(row -> !row.isDeleted())
                .map(AccountEntity::toAccount);
    }

    /** Counts a new account with its parent, and holds the parent; false if that stands elsewhere than the account says. */
    static boolean countNew(EntityManager em, Account account) {
        String path = AccountEntity.pathOf(account);
        return em.createNativeQuery("update account set children_count = children_count + 1"
                                + " where id = ?1 and path = ?2 and deleted_at_micros is null")
                        .setParameter(1, account.parent().orElseThrow().value())
                        .setParameter(2, path.substring(0, path.length() - ID_LENGTH))
                        .executeUpdate()
                == 1;
    }

    static void count(EntityManager em, AccountId parent, int more) {
        em.createNativeQuery("update account set children_count = children_count + ?1 where id = ?2")
                .setParameter(1, more)
                .setParameter(2, parent.value())
                .executeUpdate();
    }

    static Account move(EntityManager em, Account account, AccountId to, Instant at) {
        lock(em);
        Account old = find(em, account.id())
                .orElseThrow(() -> new NotFoundException(account.id().value()));
        Account parent = find(em, to).orElseThrow(() -> new NotFoundException(to.value()));
        Moves.refuseCircle(old, parent);
        Account moved = old.withPath(parent.pathBelow(), at);
        if (moved.path().size() > AccountTree.DEPTH_MAX) {
            throw Moves.tooDeep(parent);
        }
        place(em, moved, account.revision());
        if (!moved.path().equals(old.path())) {
            placeBelow(em, old, moved, parent);
        }
        List<AccountId> left = new ArrayList<>(old.path());
        left.removeAll(moved.path());
        left.forEach(ancestor -> BelowTable.remove(em, ancestor, old.id()));
        List<AccountId> entered = new ArrayList<>(moved.path());
        entered.removeAll(old.path());
        entered.forEach(ancestor -> BelowTable.add(em, ancestor, old.id()));
        count(em, old.parent().orElseThrow(), -1);
        count(em, to, 1);
        em.clear();
        return find(em, old.id()).orElseThrow();
    }

    /** A statement of its own, because a lock that the database knows as one for update would stop new accounts below. */
    static void place(EntityManager em, Account moved, long revision) {
        int placed = em.createNativeQuery("update account set parent_id = ?1, path = ?2, modified_at_micros = ?3,"
                        + " revision = revision + 1 where id = ?4 and revision = ?5")
                .setParameter(1, moved.parent().orElseThrow().value())
                .setParameter(2, AccountEntity.pathOf(moved))
                .setParameter(3, ChronoUnit.MICROS.between(Instant.EPOCH, moved.modified()))
                .setParameter(4, moved.id().value())
                .setParameter(5, revision)
                .executeUpdate();
        if (placed == 0) {
            throw new ConflictException(AccountStore.REVISION);
        }
    }

    /**
     * Rewrites the paths below until there is none left of the old kind: an account that was being created holds its parent,
     * so the first statement waits for it and the next one finds it.
     */
    private static void placeBelow(EntityManager em, Account old, Account moved, Account to) {
        String from = AccountEntity.pathOf(old);
        String into = AccountEntity.pathOf(moved);
        int placed;
        do {
            placed = em.createNativeQuery("update account set path = cast(?1 as varchar(2080)) || substring(path, ?2)"
                            + " where path > ?3 and path < ?4 and deleted_at_micros is null and length(path) <= ?5")
                    .setParameter(1, into)
                    .setParameter(2, from.length() + 1)
                    .setParameter(3, from)
                    .setParameter(4, from + "g")
                    .setParameter(5, PATH_LENGTH_MAX - into.length() + from.length())
                    .executeUpdate();
        } while (placed > 0);
        boolean isOneLeft = !em.createNativeQuery(
                        "select id from account where path > ?1 and path < ?2 and deleted_at_micros is null")
                .setParameter(1, from)
                .setParameter(2, from + "g")
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
        if (isOneLeft) {
            throw Moves.tooDeep(to);
        }
    }
}
