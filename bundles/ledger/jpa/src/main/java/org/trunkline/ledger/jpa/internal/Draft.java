package org.trunkline.ledger.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.trunkline.kernel.ConflictException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.jpa.internal.Standings.Standing;
import org.trunkline.ledger.spi.AccountBook;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.ledger.spi.LedgerStore.Posted;
import org.trunkline.ledger.spi.StoredEntry;

/** What a group of postings makes of its accounts, worked out without the database. */
final class Draft {
    private final Instant at;
    private final Map<String, Standing> before;
    private final Map<String, AccountBook> books = new TreeMap<>();
    private final Map<String, String> lastServices = new HashMap<>();
    private final List<StoredEntry> fresh = new ArrayList<>();
    private final List<StoredEntry> runs = new ArrayList<>();
    private final Map<String, String> added = new TreeMap<>();
    private final Map<String, List<Entry>> made = new HashMap<>();
    private final List<Posted> result = new ArrayList<>();
    private final List<Order> taken = new ArrayList<>();

    private Draft(Map<String, Standing> before, Instant at) {
        this.before = before;
        this.at = at;
    }

    /**
     * Works a group out.
     *
     * @param before where all its accounts stand
     * @param known the fingerprints of those keys that were posted before
     * @param posted returns the entries of such a key
     * @throws ConflictException if a key was posted with other lines
     */
    static Draft of(
            List<Order> group,
            Instant at,
            Map<String, Standing> before,
            Map<String, String> known,
            Function<String, List<Entry>> posted) {
        Draft draft = new Draft(before, at);
        before.forEach((account, standing) -> draft.books.put(account, standing.open()));
        group.forEach(order -> draft.take(order, known, posted));
        return draft;
    }

    /** Returns the accounts of those postings that are no repeats. */
    static TreeSet<String> accounts(List<Order> group, Map<String, String> known) {
        TreeSet<String> accounts = new TreeSet<>();
        for (Order order : group) {
            if (!known.containsKey(order.posting().key())) {
                order.posting()
                        .lines()
                        .forEach(line -> accounts.add(line.account().value()));
            }
        }
        return accounts;
    }

    /** Returns these accounts and those that conditions of the group want locked. */
    static TreeSet<String> locked(List<Order> group, TreeSet<String> accounts) {
        TreeSet<String> locked = new TreeSet<>(accounts);
        group.forEach(order -> order.condition()
                .ifPresent(condition -> condition.locked().forEach(account -> locked.add(account.value()))));
        return locked;
    }

    /** Returns whether this is what comes of the group, given what was read under the lock. */
    boolean fits(Map<String, Standing> rows) {
        return before.values().stream().allMatch(standing -> {
            Standing row = rows.get(standing.account());
            return row == null ? standing.sequence() == 0 : row.hash().equals(standing.hash());
        });
    }

    /** Remembers where the accounts stand after it. */
    void keep(Standings standings) {
        books.forEach((account, book) -> standings.keep(Standing.of(
                book, lastServices.getOrDefault(account, before.get(account).lastService()))));
    }

    private void take(Order order, Map<String, String> known, Function<String, List<Entry>> posted) {
        String key = order.posting().key();
        String stored = known.getOrDefault(key, added.get(key));
        if (stored != null && !stored.equals(order.fingerprint())) {
            throw new ConflictException(key);
        }
        if (stored == null) {
            added.put(key, order.fingerprint());
            made.put(key, append(order));
            taken.add(order);
            result.add(new Posted(made.get(key), true));
        } else {
            result.add(new Posted(made.containsKey(key) ? made.get(key) : posted.apply(key), false));
        }
    }

    private List<Entry> append(Order order) {
        Posting posting = order.posting();
        List<Entry> entries = new ArrayList<>(posting.lines().size());
        for (int line = 0; line < posting.lines().size(); line++) {
            String account = posting.lines().get(line).account().value();
            StoredEntry row = books.get(account).append(posting, line, order.executor(), at);
            fresh.add(row);
            entries.add(row.entry());
            String serviceBefore =
                    lastServices.put(account, row.entry().line().source().service());
            if (Runs.begins(row, serviceBefore == null ? before.get(account).lastService() : serviceBefore)) {
                runs.add(row);
            }
        }
        return entries;
    }

    Instant at() {
        return at;
    }

    Map<String, Standing> before() {
        return before;
    }

    Collection<AccountBook> books() {
        return books.values();
    }

    AccountBook book(String account) {
        return books.get(account);
    }

    List<StoredEntry> fresh() {
        return fresh;
    }

    List<StoredEntry> runs() {
        return runs;
    }

    /** Returns the fingerprints of the new postings, by key. */
    Map<String, String> added() {
        return added;
    }

    /** Returns the entries of the new postings, by key. */
    Map<String, List<Entry>> made() {
        return made;
    }

    /** Returns the new postings. */
    List<Order> taken() {
        return taken;
    }

    List<Posted> result() {
        return result;
    }
}
