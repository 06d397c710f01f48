package org.trunkline.accounts.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.accounts.SearchBy;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.accounts.spi.Creation;
import org.trunkline.accounts.spi.ListKey;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/**
 * Accounts in the database. What takes accounts from their place ({@link Subtree#lock}) goes one after the other; besides,
 * a new account holds its parent and any other writer one row. So two writers never wait for each other.
 */
@Component
public final class JpaAccountStore implements AccountStore {
    private static final Map<String, String> COLLISIONS = Map.of(
            "account_name_key",
            NAME,
            "account_realm_key",
            REALM,
            "account_root_key",
            ROOT,
            "account_creation_key",
            CREATION);

    private final Transactions transactions;

    @Activate
    public JpaAccountStore(
            @Reference(target = "(osgi.unit.name=accounts)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=accounts)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<Account> root() {
        return one("a.rootKey = :value", "root");
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return one("a.id = :value", id.value());
    }

    @Override
    public Optional<Account> findByName(String nameKey) {
        return one("a.nameKey = :value", nameKey);
    }

    @Override
    public Optional<Account> findByRealm(String realmKey) {
        return one("a.realmKey = :value", realmKey);
    }

    @Override
    public List<Account> after(Optional<AccountId> last, int sizeMax) {
        return transactions.read(em -> accounts(
                select(em, "a.deletedAtMicros is null and a.id > :last order by a.id")
                        .setParameter("last", last.map(AccountId::value).orElse("")),
                sizeMax));
    }

    @Override
    public Page<Account> children(AccountId parent, PageRequest page) {
        Optional<ListKey> start = ListKey.start(page);
        String direction = page.ascending() ? "asc" : "desc";
        String beyond = page.ascending() ? ">" : "<";
        String from = start.isEmpty()
                ? ""
                : " and a.nameKey " + beyond + "= :name and (a.nameKey " + beyond + " :name or a.id " + beyond
                        + "= :id)";
        return transactions.read(em -> {
            TypedQuery<AccountEntity> query = select(
                            em,
                            "a.deletedAtMicros is null and a.parent = :parent" + from + " order by a.nameKey "
                                    + direction + ", a.id " + direction)
                    .setParameter("parent", parent.value());
            start.ifPresent(key -> query.setParameter("name", key.key()).setParameter("id", key.id()));
            return page(query.setMaxResults(page.size() + 1).getResultList(), SearchBy.NAME, page);
        });
    }

    @Override
    public Page<Account> descendants(Account ancestor, PageRequest page) {
        return below(ancestor, SearchBy.NAME, Optional.empty(), page);
    }

    @Override
    public Page<Account> search(Account ancestor, SearchBy by, String prefix, PageRequest page) {
        return below(ancestor, by, Optional.of(prefix), page);
    }

    @Override
    public boolean hasResellerBelow(Account ancestor) {
        return transactions.read(em -> BelowTable.hasReseller(em, ancestor));
    }

    @Override
    public Account insert(Account account, Change change) {
        return named(() -> transactions.write(change, em -> inserted(em, account)));
    }

    @Override
    public List<Account> insertAll(List<Account> accounts, List<Change> changes) {
        return named(() -> transactions.write(
                changes,
                em -> accounts.stream().map(account -> inserted(em, account)).toList()));
    }

    @Override
    public Account insert(Account account, Creation creation, Change change) {
        return named(() -> transactions.write(change, em -> {
            Account stored = inserted(em, account);
            CreationTable.insert(em, creation);
            return stored;
        }));
    }

    @Override
    public Optional<Creation> findCreation(AccountId by, String key) {
        return transactions.read(em -> CreationTable.find(em, by, key));
    }

    private static Account inserted(EntityManager em, Account account) {
        if (account.parent().isPresent() && !Subtree.countNew(em, account)) {
            boolean isThere = Subtree.find(em, account.parent().get()).isPresent();
            throw isThere
                    ? new ConflictException(PARENT)
                    : new NotFoundException(account.parent().get().value());
        }
        if (em.find(AccountEntity.class, account.id().value()) != null) {
            throw new ConflictException(ID);
        }
        em.persist(new AccountEntity(account));
        em.flush();
        BelowTable.insert(em, account);
        return account.withCounters(0, 1);
    }

    @Override
    public Account move(Account account, AccountId to, Change change) {
        return transactions.write(change, em -> Subtree.move(em, account, to, change.at()));
    }

    @Override
    public void record(Change change) {
        transactions.write(change, em -> null);
    }

    @Override
    public Account update(Account account, List<Change> changes) {
        return named(() -> transactions.write(changes, em -> {
            AccountEntity row = locked(em, account);
            row.change(account);
            em.flush();
            BelowTable.rename(em, account);
            return row.toAccount();
        }));
    }

    @Override
    public void delete(Account account, Change change) {
        transactions.write(change, em -> {
            Subtree.lock(em);
            AccountEntity row = locked(em, account);
            if (row.childrenCount() > 0) {
                throw new DomainException(
                        ErrorKind.REFUSED, "account_has_descendants", "accounts lie below this account");
            }
            row.delete(change.at());
            em.flush();
            BelowTable.delete(em, account);
            account.parent().ifPresent(parent -> Subtree.count(em, parent, -1));
            return null;
        });
    }

    @Override
    public List<DeletedAccount> deleted(Instant since, int sizeMax) {
        return transactions.read(em -> DeletedRows.list(em, since, sizeMax));
    }

    @Override
    public Optional<DeletedAccount> deleted(Instant since, AccountId id) {
        return transactions.read(em -> DeletedRows.find(em, since, id).map(AccountEntity::toDeleted));
    }

    @Override
    public Account restore(AccountId id, Instant since, Change change) {
        return named(() -> transactions.write(change, em -> DeletedRows.restore(em, id, since, change.at())));
    }

    @Override
    public int forget(Instant before, int sizeMax, Function<AccountId, Change> recorded) {
        List<Change> changes = new ArrayList<>();
        return transactions.write(changes, em -> {
            List<AccountId> forgotten = DeletedRows.forget(em, before, sizeMax);
            forgotten.stream().map(recorded).forEach(changes::add);
            return forgotten.size();
        });
    }

    /** Returns the row as it is, locked until the transaction ends. */
    private static AccountEntity locked(EntityManager em, Account account) {
        AccountEntity row = em.find(AccountEntity.class, account.id().value(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null || row.isDeleted()) {
            throw new NotFoundException(account.id().value());
        }
        if (row.revision() != account.revision()) {
            throw new ConflictException(REVISION);
        }
        return row;
    }

    private Optional<Account> one(String where, String value) {
        return transactions.read(em ->
                accounts(select(em, "a.deletedAtMicros is null and " + where).setParameter("value", value), 1).stream()
                        .findFirst());
    }

    private Page<Account> below(Account ancestor, SearchBy by, Optional<String> prefix, PageRequest page) {
        return transactions.read(em -> page(BelowTable.page(em, ancestor, by, prefix, page), by, page));
    }

    /** @param rows up to one more than the page has, which is where the next page begins */
    private static Page<Account> page(List<AccountEntity> rows, SearchBy by, PageRequest page) {
        return Page.cut(rows, page, next -> ListKey.of(next.toAccount(), by).text())
                .map(AccountEntity::toAccount);
    }

    private static TypedQuery<AccountEntity> select(EntityManager em, String where) {
        return em.createQuery("select a from AccountEntity a where " + where, AccountEntity.class);
    }

    private static List<Account> accounts(TypedQuery<AccountEntity> query, int sizeMax) {
        return query.setMaxResults(sizeMax).getResultList().stream()
                .map(AccountEntity::toAccount)
                .toList();
    }

    /** Says which unique key was taken: the database names the index. */
    private static <T> T named(java.util.function.Supplier<T> write) {
        try {
            return write.get();
        } catch (ConflictException e) {
            String what = String.valueOf(e.causeValue()).toLowerCase(Locale.ROOT);
            for (Map.Entry<String, String> collision : COLLISIONS.entrySet()) {
                if (what.contains(collision.getKey())) {
                    throw caused(new ConflictException(collision.getValue()), e);
                }
            }
            throw what.contains("account_pkey") || what.contains("primary") ? caused(new ConflictException(ID), e) : e;
        }
    }

    private static ConflictException caused(ConflictException conflict, ConflictException cause) {
        conflict.initCause(cause);
        return conflict;
    }
}
