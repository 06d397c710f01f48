package org.trunkline.limits.state.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.limits.FraudCase;
import org.trunkline.limits.FraudGuard;
import org.trunkline.limits.spi.FraudStore;
import org.trunkline.limits.state.FraudMemory;

/**
 * Countries and suspicions in memory, written to the store every other second. A process that is killed forgets what was
 * told since: a country may look new once more, nothing else.
 */
@Component(service = FraudMemory.class, immediate = true)
public final class FraudModel implements FraudMemory {
    private static final Logger LOG = LoggerFactory.getLogger(FraudModel.class);
    private static final int EVERY_SECONDS = 2;
    private static final int CHANGES_MAX = 10_000;
    private static final long[] NO_CALLS = {};

    private final FraudStore store;
    private final Map<AccountId, Account> accounts = new ConcurrentHashMap<>();
    private final Object storing = new Object();
    private final ScheduledExecutorService rounds;

    private Map<String, FraudStore.Called> newCalled = new ConcurrentHashMap<>();
    private Map<String, FraudCase> newCases = new ConcurrentHashMap<>();
    private final List<Change> newChanges = new ArrayList<>();

    /** What one account has called, and what is suspected of it. */
    private static final class Account {
        private final LastDays lastDays = new LastDays();
        private volatile Map<String, FraudCase> cases = Map.of();
        private long[] latestMillis = NO_CALLS;
        private int next;

        private synchronized void put(FraudCase fraudCase) {
            if (cases.isEmpty()) {
                // few accounts ever have one
                cases = new ConcurrentHashMap<>(2);
            }
            cases.put(fraudCase.id(), fraudCase);
        }

        private synchronized void called(long millis, int keep) {
            if (latestMillis.length < keep) {
                // the older ones are forgotten: that lets calls pass, it refuses none
                latestMillis = new long[keep];
                next = 0;
            }
            latestMillis[next] = millis;
            next = (next + 1) % latestMillis.length;
        }

        private synchronized int since(long millis, int max) {
            int found = 0;
            for (int i = 0; i < latestMillis.length && found < max; i++) {
                found += latestMillis[i] > millis ? 1 : 0;
            }
            return found;
        }
    }

    @Activate
    public FraudModel(@Reference FraudStore store) {
        this(store, Daemons::named);
    }

    /** @param threads makes who does the background work, by its name */
    public FraudModel(FraudStore store, Function<String, ScheduledExecutorService> threads) {
        this.store = store;
        store.forEachCalled(each -> account(each.account()).lastDays.called(each.country(), each.lastDay()));
        store.forEachCase(each -> account(each.account()).put(each));
        rounds = threads.apply("trunkline-fraud");
        rounds.scheduleWithFixedDelay(this::tryToStore, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    public void close() {
        rounds.shutdownNow();
        tryToStore();
    }

    private Account account(AccountId account) {
        Account known = accounts.get(account);
        return known != null ? known : accounts.computeIfAbsent(account, id -> new Account());
    }

    @Override
    public OptionalLong lastDay(AccountId account, String country) {
        Account known = accounts.get(account);
        return known == null ? OptionalLong.empty() : known.lastDays.of(country);
    }

    @Override
    public int callsSince(AccountId account, Instant since, int max) {
        Account known = accounts.get(account);
        return known == null ? 0 : known.since(since.toEpochMilli(), max);
    }

    @Override
    public void called(AccountId account, String country, Instant now, int keep) {
        Account known = account(account);
        if (keep > 0) {
            known.called(now.toEpochMilli(), Math.min(keep, FraudGuard.Burst.CALLS_MAX));
        }
        long day = now.getEpochSecond() / Duration.ofDays(1).toSeconds();
        if (!known.lastDays.called(country, day)) {
            return;
        }
        synchronized (storing) {
            newCalled.put(account.value() + country, new FraudStore.Called(account, country, day));
        }
    }

    @Override
    public Optional<FraudCase> find(AccountId account, String id) {
        Account known = accounts.get(account);
        return known == null ? Optional.empty() : Optional.ofNullable(known.cases.get(id));
    }

    @Override
    public List<FraudCase> cases(AccountId account) {
        Account known = accounts.get(account);
        return known == null ? List.of() : List.copyOf(known.cases.values());
    }

    @Override
    public void put(FraudCase fraudCase, Optional<Change> told) {
        account(fraudCase.account()).put(fraudCase);
        synchronized (storing) {
            newCases.put(fraudCase.id(), fraudCase);
            if (told.isPresent() && newChanges.size() < CHANGES_MAX) {
                newChanges.add(told.get());
            }
        }
    }

    @Override
    public synchronized void store() {
        Map<String, FraudStore.Called> called;
        Map<String, FraudCase> changed;
        List<Change> changes;
        synchronized (storing) {
            if (newCalled.isEmpty() && newCases.isEmpty()) {
                return;
            }
            called = newCalled;
            newCalled = new ConcurrentHashMap<>();
            changed = newCases;
            newCases = new ConcurrentHashMap<>();
            changes = List.copyOf(newChanges);
            newChanges.clear();
        }
        try {
            store.save(List.copyOf(called.values()), List.copyOf(changed.values()), changes);
        } catch (RuntimeException e) {
            synchronized (storing) {
                // what was told meanwhile is newer
                called.forEach(newCalled::putIfAbsent);
                changed.forEach(newCases::putIfAbsent);
                newChanges.addAll(0, changes);
            }
            throw e;
        }
    }

    private void tryToStore() {
        try {
            store();
        } catch (RuntimeException e) {
            // the outermost frame of this thread: nothing is lost, the next round stores it
            LOG.warn("Suspicions not stored, the next round tries again: reason={}", e.toString());
        }
    }
}
