package org.trunkline.limits.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.EntryIds;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;

/** A ledger in memory that can be taken away. */
final class TestLedger implements Ledger {
    private final Map<AccountId, Long> balances = new HashMap<>();
    private final Map<AccountId, Long> sequences = new HashMap<>();
    private final Map<String, List<Entry>> postings = new HashMap<>();
    private final List<BalanceListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> taken = new ArrayList<>();
    private boolean down;
    private boolean broken;
    private boolean late;
    private int left = Integer.MAX_VALUE;

    /** Takes postings and commits none, until it is no longer late. */
    void late(boolean isLate) {
        List<Runnable> waiting;
        synchronized (this) {
            late = isLate;
            waiting = isLate ? List.of() : List.copyOf(taken);
            taken.removeAll(waiting);
        }
        waiting.forEach(Runnable::run);
    }

    /** Returns how many postings it has taken and not committed. */
    synchronized int waiting() {
        return taken.size();
    }

    /** Commits what it has taken last. */
    void commitLast() {
        Runnable last;
        synchronized (this) {
            last = taken.remove(taken.size() - 1);
        }
        last.run();
    }

    @Override
    public CompletionStage<List<Entry>> submit(Caller by, Posting posting) {
        synchronized (this) {
            if (late) {
                CompletableFuture<List<Entry>> coming = new CompletableFuture<>();
                taken.add(() -> Ledger.super.submit(by, posting).whenComplete((entries, failure) -> {
                    if (failure == null) {
                        coming.complete(entries);
                    } else {
                        coming.completeExceptionally(failure);
                    }
                }));
                return coming;
            }
        }
        return Ledger.super.submit(by, posting);
    }

    /** Fails each time, in a way that nobody expects. */
    synchronized void broken(boolean isBroken) {
        broken = isBroken;
    }

    synchronized void down(boolean isDown) {
        down = isDown;
    }

    synchronized void put(AccountId account, long micros) {
        balances.put(account, micros);
        tell(account, "");
    }

    /** Posts so many more, then fails each time: what is asked for later, and half of the time what it did itself. */
    synchronized void failAfter(int postingsLeft) {
        left = postingsLeft;
    }

    /** Loses a posting, as a ledger never should; the balance stays. */
    synchronized void forget(String key) {
        postings.remove(key);
    }

    /** Has the entries of one posting so many times under another key, as a ledger never should. */
    synchronized void copy(String key, String other, int times) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            entries.addAll(postings.get(key));
        }
        postings.put(other, entries);
    }

    synchronized int postings() {
        return postings.size();
    }

    @Override
    public synchronized List<Entry> post(Caller by, Posting posting) {
        if (down) {
            throw new UnavailableException("datastore_unreachable", "down");
        }
        if (broken) {
            throw new IllegalStateException("broken");
        }
        List<Entry> known = postings.get(posting.key());
        if (known != null) {
            if (!known.stream().map(Entry::line).toList().equals(posting.lines())) {
                throw new ConflictException(posting.key());
            }
            return known;
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < posting.lines().size(); i++) {
            PostingLine line = posting.lines().get(i);
            long balance = balances.merge(line.account(), line.amountMicros(), Long::sum);
            Instant end = line.period().orElseThrow().end();
            entries.add(new Entry(EntryIds.of(posting.key(), i, end), posting.key(), line, 1, balance, end, by.name()));
        }
        postings.put(posting.key(), entries);
        posting.lines().forEach(line -> tell(line.account(), posting.key()));
        if (left-- <= 0) {
            // it is posted, and whoever asked for it never hears of that
            throw new UnavailableException("datastore_unreachable", "the ledger fails");
        }
        return entries;
    }

    @Override
    public synchronized List<Entry> posted(String key) {
        return postings.getOrDefault(key, List.of());
    }

    @Override
    public synchronized long balanceMicros(AccountId account) {
        return balances.getOrDefault(account, 0L);
    }

    @Override
    public synchronized long totalMicros(AccountId account, String service, Instant from, Instant to) {
        return postings.values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.line().account().equals(account)
                        && entry.line().source().service().equals(service))
                .filter(entry ->
                        !entry.postedAt().isBefore(from) && entry.postedAt().isBefore(to))
                .mapToLong(entry -> entry.line().amountMicros())
                .sum();
    }

    @Override
    public synchronized Subscription subscribe(BalanceListener listener) {
        listeners.add(listener);
        balances.forEach(
                (account, micros) -> listener.balance(account, micros, sequences.merge(account, 1L, Long::sum), ""));
        return () -> listeners.remove(listener);
    }

    private void tell(AccountId account, String key) {
        long sequence = sequences.merge(account, 1L, Long::sum);
        listeners.forEach(each -> each.balance(account, balances.get(account), sequence, key));
    }
}
