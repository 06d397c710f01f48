package org.trunkline.identity.spi;

import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.identity.LoginAttempt.DigestMethod;
import org.trunkline.identity.User;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.UserId;

/**
 * Where users are kept. Deleted users are never returned, their ids never used again. A write that contradicts what is
 * stored fails with a {@code ConflictException} that names what collided: {@link #ID}, {@link #USERNAME},
 * {@link #FIRST}, {@link #LAST_ADMINISTRATOR}, {@link #REVISION}.
 */
@ConsumerType
public interface UserStore {
    String ID = "id";
    String USERNAME = "username";
    String FIRST = "first";
    String LAST_ADMINISTRATOR = "last_administrator";
    String REVISION = "revision";

    /** What must still be true of the account after a write. */
    enum Guard {
        NONE,
        /** Another active administrator remains; the write waits for those that take one away at the same time. */
        ANOTHER_ADMINISTRATOR_REMAINS
    }

    Optional<StoredUser> find(UserId id);

    /** Finds a user of this account. One of another account takes as long to be not found as one that is nowhere. */
    Optional<StoredUser> find(AccountId account, UserId id);

    /** @param username in lower case */
    Optional<StoredUser> findByUsername(AccountId account, String username);

    /** Finds a user by what is kept of its password. */
    Optional<StoredUser> findByPassword(AccountId account, String parameters, DigestMethod method, String hash);

    /** Returns the different {@link PasswordHash#parameters} of the account's users, at most so many. */
    List<String> passwordParameters(AccountId account, int countMax);

    boolean hasUsers(AccountId account);

    /** Returns how many enabled users the account has. */
    int countEnabled(AccountId account);

    /** Calls the consumer for each account that has enabled users, with their number. */
    void forEachEnabledCount(ObjIntConsumer<AccountId> consumer);

    /** Returns the users of the account, in the order of {@link UserListKey}. */
    Page<User> list(AccountId account, PageRequest page);

    /** Adds the user with revision 1. */
    StoredUser insert(StoredUser user, Change change);

    /**
     * Adds users, all of them or none, each with revision 1.
     *
     * @param changes one for each user
     */
    void insertAll(List<StoredUser> users, List<Change> changes);

    /** Adds the user if it is the first one of its account; of several at the same time one wins. */
    StoredUser insertFirst(StoredUser user, Change change);

    /** Changes all but id, account and time of creation, if the stored revision is still the user's. */
    StoredUser update(StoredUser user, Guard guard, Change change);

    /** Deletes the user if the stored revision is still the user's. */
    void delete(StoredUser user, Guard guard, Change change);
}
