package org.trunkline.accounts.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.accounts.SearchBy;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/**
 * Where accounts are kept. Deleted accounts are never returned, their ids never used again. A write that contradicts
 * what is stored fails with a {@code ConflictException} that names what collided: {@link #ID}, {@link #NAME},
 * {@link #REALM}, {@link #ROOT}, {@link #REVISION}, {@link #CREATION}, {@link #PARENT}.
 */
@ConsumerType
public interface AccountStore {
    String ID = "id";
    String NAME = "name";
    String REALM = "realm";
    String ROOT = "root";
    String REVISION = "revision";
    String CREATION = "creation";

    /** The parent stands elsewhere than the path of a new account says. */
    String PARENT = "parent";

    Optional<Account> root();

    Optional<Account> find(AccountId id);

    /** @param nameKey as {@link Account#nameKey(String)} makes it */
    Optional<Account> findByName(String nameKey);

    /** @param realmKey as {@link Account#realmKey(String)} makes it */
    Optional<Account> findByRealm(String realmKey);

    /** Returns accounts in the order of their ids, those after the given one. For snapshots. */
    List<Account> after(Optional<AccountId> last, int sizeMax);

    /** Returns the accounts directly below, in the order of {@link ListKey}. */
    Page<Account> children(AccountId parent, PageRequest page);

    /** Returns all accounts below, in the order of {@link ListKey}. */
    Page<Account> descendants(Account ancestor, PageRequest page);

    /**
     * Returns the accounts below whose key begins so, in the order of that key.
     *
     * @param prefix as {@link SearchBy#key(String)} makes it; not empty
     */
    Page<Account> search(Account ancestor, SearchBy by, String prefix, PageRequest page);

    boolean hasResellerBelow(Account ancestor);

    /**
     * Adds the account with revision 1 and counts it as a child of its parent.
     *
     * @throws org.trunkline.kernel.NotFoundException if the parent does not exist (any more)
     */
    Account insert(Account account, Change change);

    /**
     * Adds accounts that have one parent, all of them or none, as the other method does each.
     *
     * @param changes one for each account
     * @return them in their order
     */
    List<Account> insertAll(List<Account> accounts, List<Change> changes);

    /**
     * Adds the account as the other method does, and notes its creation, unless one with that key is noted already and not
     * over. Forgets creations that are over.
     */
    Account insert(Account account, Creation creation, Change change);

    /** Returns what was created with that key, though it may be over. */
    Optional<Creation> findCreation(AccountId by, String key);

    /**
     * Puts the account and all below it under another parent, at one moment: no reader sees a part of it. The stored
     * revision must still be the account's; only that of the account itself grows. Of moves that contradict each other the
     * first wins, whatever was read before.
     *
     * @throws org.trunkline.kernel.NotFoundException if there is no such parent
     * @throws org.trunkline.kernel.ForbiddenException if the parent is the account or lies below it
     * @throws org.trunkline.kernel.InvalidException for {@code to}, if something would lie deeper than
     *     {@code AccountTree.DEPTH_MAX}
     */
    Account move(Account account, AccountId to, Change change);

    /** Records something about an account that changed nothing. */
    void record(Change change);

    /** Changes all but id, place in the tree and time of creation, if the stored revision is still the account's. */
    Account update(Account account, List<Change> changes);

    /**
     * Deletes the account if it has no children and the stored revision is still the account's.
     *
     * @throws org.trunkline.kernel.DomainException {@code account_has_descendants} if it has children
     */
    void delete(Account account, Change change);

    /** Returns accounts deleted at that moment or after it and not forgotten, the last one first. */
    List<DeletedAccount> deleted(Instant since, int sizeMax);

    /** Returns one of them. */
    Optional<DeletedAccount> deleted(Instant since, AccountId id);

    /**
     * Brings back an account that was deleted at that moment or after it, where its parent stands now.
     *
     * @throws org.trunkline.kernel.NotFoundException if there is none with this id
     * @throws org.trunkline.kernel.InvalidException if its parent lies too deep now
     */
    Account restore(AccountId id, Instant since, Change change);

    /**
     * Forgets what accounts said that were deleted before that moment; their ids stay known.
     *
     * @param recorded makes the record of one that is forgotten
     * @return how many, at most {@code sizeMax}
     */
    int forget(Instant before, int sizeMax, Function<AccountId, Change> recorded);
}
