package org.trunkline.ledger.jpa.internal;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.persistence.PersistenceException;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.jpa.internal.Standings.Standing;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.ledger.spi.LedgerStore.Posted;
import org.trunkline.persistence.Transactions;

/**
 * Writes groups of postings, one transaction each. What a group makes of its accounts is worked out while the group before it
 * is being written, from where the accounts are believed to stand; under their lock it is seen whether they do, and else
 * it is worked out again.
 */
final class Poster {
    private static final int ATTEMPTS_MAX = 10;

    private final Transactions transactions;
    private final Standings standings = new Standings();

    /** Counts the groups that did not become what had been worked out: what was built on them is wrong too. */
    private final AtomicInteger surprises = new AtomicInteger();

    /** Known with the first group. */
    private volatile boolean isPostgres;

    private Prepared last;

    Poster(Transactions transactions) {
        this.transactions = transactions;
        this.last = new Prepared(Optional.empty(), -1);
        this.last.settled.complete(null);
    }

    /**
     * A group that waits for its turn.
     *
     * @param draft empty where it could not be worked out ahead
     * @param settled done when the accounts are remembered as this group leaves them, or as it found them if it failed
     */
    private record Prepared(Optional<DraftWriter> draft, int surprises, CompletableFuture<Void> settled) {
        Prepared(Optional<DraftWriter> draft, int surprises) {
            this(draft, surprises, new CompletableFuture<>());
        }
    }

    /** Works a group out ahead; to be called for one group after the other, in the order in which they are posted. */
    synchronized Supplier<List<Posted>> prepare(List<Order> group, Instant at) {
        if (last.draft().isEmpty() || last.surprises() != surprises.get()) {
            last.settled().join();
        }
        int now = surprises.get();
        Prepared prepared = new Prepared(draft(group, at), now);
        last = prepared;
        return () -> {
            try {
                return post(group, at, prepared);
            } finally {
                prepared.settled().complete(null);
            }
        };
    }

    private Optional<DraftWriter> draft(List<Order> group, Instant at) {
        try {
            TreeSet<String> accounts = Draft.accounts(group, Map.of());
            Map<String, Standing> before = believed(accounts);
            Draft draft = Draft.of(group, at, before, Map.of(), key -> List.of());
            draft.keep(standings);
            DraftWriter writer = new DraftWriter(draft);
            return Optional.of(isPostgres ? writer.copied() : writer);
        } catch (RuntimeException e) {
            // told to whom it concerns when the group is posted
            return Optional.empty();
        }
    }

    /** Returns where accounts stand once the groups before are written, as far as anybody can know. */
    private Map<String, Standing> believed(TreeSet<String> accounts) {
        Map<String, Standing> before = new TreeMap<>();
        TreeSet<String> unknown = new TreeSet<>();
        accounts.forEach(account ->
                standings.of(account).ifPresentOrElse(known -> before.put(account, known), () -> unknown.add(account)));
        if (!unknown.isEmpty()) {
            before.putAll(transactions.write(
                    List.of(), em -> Accounts.standings(new Sql(em.unwrap(Connection.class)), standings, unknown)));
        }
        return before;
    }

    List<Posted> post(List<Order> group, Instant at) {
        return post(group, at, new Prepared(Optional.empty(), -1));
    }

    private List<Posted> post(List<Order> group, Instant at, Prepared prepared) {
        for (int attempt = 1; ; attempt++) {
            try {
                return write(group, at, prepared, attempt > 1);
            } catch (ConflictException e) {
                surprises.incrementAndGet();
                // Without a cause it is our own: the key has other lines. With one it is a unique index: a key was
                // posted before, or another node was first with an account or a service, and the next attempt finds it.
                if (e.getCause() == null) {
                    throw e;
                }
                giveUpAfterTheLast(attempt, e);
            } catch (PersistenceException e) {
                surprises.incrementAndGet();
                giveUpAfterTheLast(attempt, e);
            } catch (RuntimeException e) {
                surprises.incrementAndGet();
                throw e;
            }
        }
    }

    /** A deadlock, a lock timeout, a full disk: all of it was rolled back, so the same posting may succeed later. */
    private static void giveUpAfterTheLast(int attempt, RuntimeException failure) {
        if (attempt == ATTEMPTS_MAX) {
            UnavailableException unavailable =
                    new UnavailableException("datastore_fault", "the database does not take the posting");
            unavailable.initCause(failure);
            throw unavailable;
        }
    }

    /**
     * @param again whether keys may have been posted before; that they were not is the rule, and a unique index tells
     *     where it does not hold
     */
    private List<Posted> write(List<Order> group, Instant at, Prepared prepared, boolean again) {
        List<Change> recorded = new ArrayList<>();
        return transactions.write(
                recorded, em -> write(new Sql(em.unwrap(Connection.class)), group, at, prepared, again, recorded));
    }

    private List<Posted> write(
            Sql sql, List<Order> group, Instant at, Prepared prepared, boolean again, List<Change> recorded) {
        isPostgres = sql.isPostgres();
        sql.planAnew();
        Map<String, String> known = again ? Places.fingerprints(sql, group) : Map.of();
        TreeSet<String> accounts = Draft.accounts(group, known);
        Map<String, Standing> rows = Accounts.lock(sql, Draft.locked(group, accounts));
        DraftWriter writer = prepared.draft()
                .filter(ready -> !again && ready.draft().fits(rows))
                .orElseGet(() -> {
                    surprises.incrementAndGet();
                    Map<String, Standing> before = Accounts.complete(sql, standings, rows, accounts);
                    Draft anew = Draft.of(group, at, before, known, key -> Places.posted(sql, key));
                    anew.keep(standings);
                    prepared.settled().complete(null);
                    return new DraftWriter(anew);
                });
        recorded.addAll(writer.write(sql));
        return writer.draft().result();
    }
}
