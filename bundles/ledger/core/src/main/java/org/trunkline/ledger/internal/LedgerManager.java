package org.trunkline.ledger.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.BalanceThresholds;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.LedgerService.AccountBalance;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.ledger.spi.LedgerStore.Posted;

/**
 * Posts in groups: what comes while one group is committed makes up the next, so that an account which everybody pays to
 * is not one commit per call. Balances are in memory and told to listeners before a posting returns.
 */
@Component(
        service = {Ledger.class, BalanceThresholds.class, LedgerManager.class},
        immediate = true)
public final class LedgerManager implements Ledger, BalanceThresholds {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerManager.class);
    /** A page of balances ends short after so many accounts (design §13, "Bounds"). */
    private static final int LOOKED_AT_MAX = 10_000;

    private record Balance(long micros, long sequence) {}

    private final LedgerStore store;
    private final ConcurrentNavigableMap<AccountId, Balance> balances = new ConcurrentSkipListMap<>();
    private final List<BalanceListener> listeners = new CopyOnWriteArrayList<>();
    private final Committer committer;

    @Activate
    public LedgerManager(@Reference LedgerStore store, @Reference Clock clock) {
        this.store = store;
        store.forEachBalance(row -> balances.put(row.account(), new Balance(row.balanceMicros(), row.sequence())));
        committer = new Committer(store, clock, this::tell);
    }

    @Deactivate
    void close() {
        committer.close();
    }

    @Override
    public List<Entry> post(Caller by, Posting posting) {
        return post(new Order(posting, by.name(), List.of())).entries();
    }

    @Override
    public CompletionStage<List<Entry>> submit(Caller by, Posting posting) {
        try {
            return committer.add(new Order(posting, by.name(), List.of())).thenApply(Posted::entries);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Posts and tells whether it had been posted before. */
    Posted post(Order order) {
        try {
            return committer.add(order).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public List<Entry> posted(String key) {
        return store.posted(key);
    }

    @Override
    public void watch(AccountId account, String name, OptionalLong thresholdMicros) {
        store.watch(account, name, thresholdMicros);
    }

    /** Returns the balances of accounts with entries, in the order of their ids. */
    Page<AccountBalance> balances(Predicate<AccountId> wanted, PageRequest page) {
        NavigableMap<AccountId, Balance> ordered = page.ascending() ? balances : balances.descendingMap();
        Optional<AccountId> start = page.startKey().map(AccountId::new);
        NavigableMap<AccountId, Balance> rest = start.isPresent() ? ordered.tailMap(start.get(), true) : ordered;
        List<AccountBalance> rows = new ArrayList<>();
        int looked = 0;
        for (Map.Entry<AccountId, Balance> each : rest.entrySet()) {
            if (rows.size() == page.size() || looked++ == LOOKED_AT_MAX) {
                return new Page<>(rows, Optional.of(each.getKey().value()));
            }
            if (wanted.test(each.getKey())) {
                rows.add(new AccountBalance(each.getKey(), each.getValue().micros()));
            }
        }
        return Page.last(rows);
    }

    /** Hands over the balance of every account with entries, without holding postings up. */
    void forEachBalance(ObjLongConsumer<AccountId> reader) {
        balances.forEach((account, balance) -> reader.accept(account, balance.micros()));
    }

    @Override
    public long balanceMicros(AccountId account) {
        Balance balance = balances.get(account);
        return balance == null ? 0 : balance.micros();
    }

    @Override
    public long totalMicros(AccountId account, String service, Instant from, Instant to) {
        return store.totals(account, from, to)
                .getOrDefault(service, ServiceTotal.none())
                .amountMicros();
    }

    @Override
    public Subscription subscribe(BalanceListener listener) {
        // first the listener, then the round: what is posted meanwhile comes twice rather than never
        listeners.add(listener);
        balances.forEach((account, balance) -> listener.balance(account, balance.micros(), balance.sequence(), ""));
        return () -> listeners.remove(listener);
    }

    /** Returns how many postings wait for the group that is being written. */
    int waiting() {
        return committer.waiting();
    }

    /** Repeats are told too: a commit whose answer was lost is seen only when it is posted again. */
    private void tell(Posted posted) {
        for (Entry entry : posted.entries()) {
            AccountId account = entry.line().account();
            Balance now = new Balance(entry.balanceMicros(), entry.sequence());
            balances.merge(account, now, (old, latest) -> latest.sequence() > old.sequence() ? latest : old);
            for (BalanceListener listener : listeners) {
                try {
                    listener.balance(account, now.micros(), now.sequence(), entry.key());
                } catch (RuntimeException e) {
                    // the posting stands whatever a listener makes of it
                    LOG.error("Balance listener failed: account={} reason={}", account, e.toString(), e);
                }
            }
        }
    }
}
