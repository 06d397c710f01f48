package org.trunkline.numbers.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.spi.NumberStore;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Keeps the inventory in the table {@code phone_number}. */
@Component
public final class JpaNumberStore implements NumberStore {
    private final Transactions transactions;

    /** @param schema only waited for: without the table nothing can be read */
    @Activate
    public JpaNumberStore(
            @Reference(target = "(osgi.unit.name=numbers)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=numbers)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Map<String, PhoneNumber> find(Collection<String> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return transactions.read(em -> em
                .createQuery("select n from NumberEntity n where n.number in :numbers", NumberEntity.class)
                .setParameter("numbers", numbers)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(NumberEntity::number, NumberEntity::toNumber)));
    }

    @Override
    public Page<PhoneNumber> list(AccountId account, PageRequest page) {
        return page("n.account = :account", account, page);
    }

    @Override
    public Page<PhoneNumber> pool(AccountId pool, PageRequest page) {
        return page("n.pool = :account and n.account is null", pool, page);
    }

    @Override
    public List<PhoneNumber> broughtIn(AccountId pool, int sizeMax) {
        return transactions.read(em -> em
                .createQuery("select n from NumberEntity n where n.pool = :pool order by n.number", NumberEntity.class)
                .setParameter("pool", pool.value())
                .setMaxResults(sizeMax)
                .getResultList()
                .stream()
                .map(NumberEntity::toNumber)
                .toList());
    }

    private Page<PhoneNumber> page(String condition, AccountId account, PageRequest page) {
        String after =
                page.startKey().isEmpty() ? "" : page.ascending() ? " and n.number >= :from" : " and n.number <= :from";
        String order = page.ascending() ? "n.number" : "n.number desc";
        return transactions.read(em -> {
            TypedQuery<NumberEntity> query = em.createQuery(
                            "select n from NumberEntity n where " + condition + after + " order by " + order,
                            NumberEntity.class)
                    .setParameter("account", account.value())
                    .setMaxResults(page.size() + 1);
            page.startKey().ifPresent(from -> query.setParameter("from", from));
            return Page.cut(query.getResultList(), page, NumberEntity::number).map(NumberEntity::toNumber);
        });
    }

    @Override
    public List<PhoneNumber> search(Collection<AccountId> pools, String prefix, Instant time, int offset, int sizeMax) {
        return transactions.read(em -> em
                .createQuery(
                        "select n from NumberEntity n where n.pool in :pools and n.account is null"
                                + " and n.freeAtMicros <= :now and n.number >= :from and n.number < :to"
                                + " order by n.number",
                        NumberEntity.class)
                .setParameter("pools", pools.stream().map(AccountId::value).toList())
                .setParameter("now", NumberEntity.micros(time))
                .setParameter("from", prefix)
                .setParameter("to", beyond(prefix))
                .setFirstResult(offset)
                .setMaxResults(sizeMax)
                .getResultList()
                .stream()
                .map(NumberEntity::toNumber)
                .toList());
    }

    /** Returns the first text behind all that begin so, whatever the database thinks of the order of other characters. */
    private static String beyond(String prefix) {
        int last = prefix.length() - 1;
        while (last > 0 && prefix.charAt(last) == '9') {
            last--;
        }
        return last <= 0
                ? "+" + "9".repeat(PhoneNumber.LENGTH_MAX)
                : prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }

    @Override
    public List<Owned> ownedAfter(Optional<String> last, int sizeMax) {
        return transactions.read(em -> em
                .createQuery(
                        "select n.number, n.account from NumberEntity n where n.account is not null"
                                + " and n.number > :last order by n.number",
                        Object[].class)
                .setParameter("last", last.orElse("+"))
                .setMaxResults(sizeMax)
                .getResultList()
                .stream()
                .map(row -> new Owned((String) row[0], new AccountId((String) row[1])))
                .toList());
    }

    @Override
    public Set<String> write(List<Write> writes) {
        // in one order everywhere: batches that meet wait for each other and never both
        List<Write> ordered = writes.stream()
                .sorted(Comparator.comparing(each -> each.number().number()))
                .toList();
        try {
            return writeTogether(ordered);
        } catch (ConflictException e) {
            // somebody adds one of them now, and the primary key does not say which
            Set<String> written = new HashSet<>();
            ordered.forEach(each -> written.addAll(writeAlone(each)));
            return written;
        }
    }

    private Set<String> writeAlone(Write write) {
        try {
            return writeTogether(List.of(write));
        } catch (ConflictException e) {
            return Set.of();
        }
    }

    private Set<String> writeTogether(List<Write> writes) {
        List<Change> recorded = new ArrayList<>();
        return transactions.write(recorded, em -> {
            Map<String, NumberEntity> rows = locked(em, writes);
            Set<String> written = new HashSet<>();
            for (Write write : writes) {
                PhoneNumber number = write.number();
                if (write(em, number, rows.get(number.number()))) {
                    recorded.addAll(write.changes());
                    written.add(number.number());
                }
            }
            return written;
        });
    }

    private static Map<String, NumberEntity> locked(EntityManager em, List<Write> writes) {
        Map<String, NumberEntity> rows = new HashMap<>();
        em.createQuery("select n from NumberEntity n where n.number in :numbers order by n.number", NumberEntity.class)
                .setParameter(
                        "numbers",
                        writes.stream().map(each -> each.number().number()).toList())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .forEach(row -> rows.put(row.number(), row));
        return rows;
    }

    private static boolean write(EntityManager em, PhoneNumber number, NumberEntity row) {
        if (row == null ? number.revision() != 0 : !row.isAt(number.revision())) {
            return false;
        }
        boolean isDeleted = number.state() == NumberState.DELETED;
        if (row == null && !isDeleted) {
            em.persist(new NumberEntity(number));
            // at once, so that rows are added in the order of the batch
            em.flush();
        } else if (row != null && isDeleted) {
            em.remove(row);
        } else if (row != null) {
            row.write(number);
        }
        return true;
    }
}
