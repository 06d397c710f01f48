package org.trunkline.identity.jpa.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.LoginAttempt.DigestMethod;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.identity.spi.UserListKey;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.UserId;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Users in the database. */
@Component
public final class JpaUserStore implements UserStore {
    private static final String LIVING = "u.deletedAtMicros is null and u.account = :account";
    private static final String ADMINISTRATORS =
            LIVING + " and u.role = 'ADMIN' and u.enabled = true and u.username is not null order by u.id";
    private static final Map<String, String> COLLISIONS = Map.of(
            "identity_user_username",
            USERNAME,
            "identity_user_first",
            FIRST,
            "identity_user_pkey",
            ID,
            "primary_key",
            ID);

    private final Transactions transactions;

    @Activate
    public JpaUserStore(
            @Reference(target = "(osgi.unit.name=identity)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=identity)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<StoredUser> find(UserId id) {
        return transactions.read(em -> Optional.ofNullable(em.find(UserEntity.class, id.value()))
                .filter(row -> !row.isDeleted())
                .map(UserEntity::toStoredUser));
    }

    @Override
    public Optional<StoredUser> find(AccountId account, UserId id) {
        return one(LIVING + " and u.id = :value", account, Map.of("value", id.value()));
    }

    @Override
    public Optional<StoredUser> findByUsername(AccountId account, String username) {
        return one(LIVING + " and u.username = :value", account, Map.of("value", username));
    }

    @Override
    public Optional<StoredUser> findByPassword(AccountId account, String parameters, DigestMethod method, String hash) {
        String column = method == DigestMethod.MD5 ? "passwordMd5" : "passwordSha1";
        return one(
                LIVING + " and u.passwordParameters = :parameters and u." + column + " = :hash",
                account,
                Map.of("parameters", parameters, "hash", hash));
    }

    @Override
    public List<String> passwordParameters(AccountId account, int countMax) {
        return transactions.read(em -> em.createQuery(
                        "select distinct u.passwordParameters from UserEntity u where u.account = :account"
                                + " and u.passwordParameters is not null order by u.passwordParameters",
                        String.class)
                .setParameter("account", account.value())
                .setMaxResults(countMax)
                .getResultList());
    }

    @Override
    public boolean hasUsers(AccountId account) {
        return one(LIVING, account, Map.of()).isPresent();
    }

    @Override
    public int countEnabled(AccountId account) {
        return transactions
                .read(em -> em.createQuery(
                                "select count(u) from UserEntity u where " + LIVING + " and u.enabled = true",
                                Long.class)
                        .setParameter("account", account.value())
                        .getSingleResult())
                .intValue();
    }

    @Override
    public void forEachEnabledCount(ObjIntConsumer<AccountId> consumer) {
        transactions.read(em -> {
            em.createQuery(
                            "select u.account, count(u) from UserEntity u where u.deletedAtMicros is null"
                                    + " and u.enabled = true group by u.account",
                            Object[].class)
                    .getResultList()
                    .forEach(row -> consumer.accept(new AccountId((String) row[0]), ((Long) row[1]).intValue()));
            return null;
        });
    }

    @Override
    public Page<User> list(AccountId account, PageRequest page) {
        Optional<UserListKey> start = UserListKey.start(page);
        String direction = page.ascending() ? "asc" : "desc";
        String beyond = page.ascending() ? ">" : "<";
        String from = start.isEmpty()
                ? ""
                : " and (u.listName " + beyond + " :startName or (u.listName = :startName and u.id " + beyond
                        + "= :startId))";
        return transactions.read(em -> {
            TypedQuery<UserEntity> query =
                    select(em, LIVING + from + " order by u.listName " + direction + ", u.id " + direction, account);
            start.ifPresent(key -> query.setParameter("startName", key.name()).setParameter("startId", key.id()));
            List<User> found = query.setMaxResults(page.size() + 1).getResultList().stream()
                    .map(UserEntity::toUser)
                    .toList();
            return Page.cut(found, page, next -> UserListKey.of(next).text());
        });
    }

    @Override
    public StoredUser insert(StoredUser user, Change change) {
        return named(() -> transactions.write(change, em -> add(em, user, false)));
    }

    @Override
    public void insertAll(List<StoredUser> users, List<Change> changes) {
        named(() -> transactions.write(changes, em -> {
            users.forEach(user -> add(em, user, false));
            return null;
        }));
    }

    @Override
    public StoredUser insertFirst(StoredUser user, Change change) {
        return named(() -> transactions.write(change, em -> {
            if (!select(em, LIVING, user.user().account())
                    .setMaxResults(1)
                    .getResultList()
                    .isEmpty()) {
                throw new ConflictException(FIRST);
            }
            return add(em, user, true);
        }));
    }

    private static StoredUser add(EntityManager em, StoredUser user, boolean first) {
        if (em.find(UserEntity.class, user.user().id().value()) != null) {
            throw new ConflictException(ID);
        }
        em.persist(new UserEntity(user, first));
        return user.withRevision(1);
    }

    @Override
    public StoredUser update(StoredUser user, Guard guard, Change change) {
        return named(() -> transactions.write(change, em -> {
            UserEntity row = locked(em, user, guard);
            row.change(user);
            return user.withRevision(row.revision());
        }));
    }

    @Override
    public void delete(StoredUser user, Guard guard, Change change) {
        transactions.write(change, em -> {
            locked(em, user, guard).delete(change.at());
            return null;
        });
    }

    /** Returns the row as it is, locked until the transaction ends. */
    private static UserEntity locked(EntityManager em, StoredUser stored, Guard guard) {
        User user = stored.user();
        if (guard == Guard.ANOTHER_ADMINISTRATOR_REMAINS) {
            // Locked in one order by all, so that two writers never wait for each other.
            boolean another = select(em, ADMINISTRATORS, user.account())
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList()
                    .stream()
                    .anyMatch(row -> !row.id().equals(user.id().value()));
            if (!another) {
                throw new ConflictException(LAST_ADMINISTRATOR);
            }
        }
        UserEntity row = em.find(UserEntity.class, user.id().value(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null || row.isDeleted()) {
            throw new NotFoundException(user.id().value());
        }
        if (row.revision() != user.revision()) {
            throw new ConflictException(REVISION);
        }
        return row;
    }

    private Optional<StoredUser> one(String where, AccountId account, Map<String, String> parameters) {
        return transactions.read(em -> {
            TypedQuery<UserEntity> query = select(em, where, account);
            parameters.forEach(query::setParameter);
            return query.setMaxResults(1).getResultList().stream()
                    .map(UserEntity::toStoredUser)
                    .findFirst();
        });
    }

    private static TypedQuery<UserEntity> select(EntityManager em, String where, AccountId account) {
        return em.createQuery("select u from UserEntity u where " + where, UserEntity.class)
                .setParameter("account", account.value());
    }

    /** Says which unique key was taken: the database names the index. */
    private static StoredUser named(Supplier<StoredUser> write) {
        try {
            return write.get();
        } catch (ConflictException e) {
            String what = String.valueOf(e.causeValue()).toLowerCase(Locale.ROOT);
            for (Map.Entry<String, String> collision : COLLISIONS.entrySet()) {
                if (what.contains(collision.getKey())) {
                    ConflictException conflict = new ConflictException(collision.getValue());
                    conflict.initCause(e);
                    throw conflict;
                }
            }
            throw e;
        }
    }
}
