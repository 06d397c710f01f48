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
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.FraudMemory;

/**
 * Countries and suspicions in memory, written to the store every other second. A process that is killed forgets what was
 * told since: a country may look new once more, nothing else.
 */
@Component(service = FraudMemory.class, immediate = true)
public final class FraudModel implements FraudMemory {
    private static final Logger LOG = LoggerFactory.getLogger(FraudModel.class);
    private static final int EVERY_SECONDS = 2;
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
    private static final int CHANGES_MAX = 10_000;

    private final FraudStore store;
    private final Map<AccountId, FraudTrail> trails = new ConcurrentHashMap<>();
    private final Object storing = new Object();
    private final ScheduledExecutorService rounds;

    private Map<String, FraudStore.Called> newCalled = new ConcurrentHashMap<>();
    private Map<String, FraudCase> newCases = new ConcurrentHashMap<>();
    private final List<Change> newChanges = new ArrayList<>();

    @Activate
    public FraudModel(@Reference FraudStore store) {
        this(store, Daemons::named);
    }

    /** @param threads makes who does the background work, by its name */
    public FraudModel(FraudStore store, Function<String, ScheduledExecutorService> threads) {
        this.store = store;
        store.forEachCalled(each -> trail(each.account()).isNew(each.country(), each.lastDay()));
        store.forEachCase(each -> trail(each.account()).put(each));
        rounds = threads.apply("trunkline-fraud");
        rounds.scheduleWithFixedDelay(this::tryToStore, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    public void close() {
        rounds.shutdownNow();
        tryToStore();
    }

    private FraudTrail trail(AccountId account) {
        FraudTrail known = trails.get(account);
        return known != null ? known : trails.computeIfAbsent(account, id -> new FraudTrail(this));
    }

    @Override
    public OptionalLong lastDay(AccountId account, String country) {
        FraudTrail known = trails.get(account);
        return known == null ? OptionalLong.empty() : known.lastDay(country);
    }

    @Override
    public int callsSince(AccountId account, Instant since, int max) {
        FraudTrail known = trails.get(account);
        return known == null ? 0 : known.since(since.toEpochMilli(), max);
    }

    @Override
    public void called(AccountMeter meter, String country, Instant now, int keep) {
        AccountUse use = (AccountUse) meter;
        FraudTrail known = use.trail();
        if (known == null || !known.isOf(this)) {
            known = trail(use.account());
            use.trail(known);
        }
        if (keep > 0) {
            known.called(now.toEpochMilli(), Math.min(keep, FraudGuard.Burst.CALLS_MAX));
        }
        long day = now.getEpochSecond() / DAY_SECONDS;
        if (!known.isNew(country, day)) {
            return;
        }
        synchronized (storing) {
            newCalled.put(use.account().value() + country, new FraudStore.Called(use.account(), country, day));
        }
    }

    @Override
    public Optional<FraudCase> find(AccountId account, String id) {
        FraudTrail known = trails.get(account);
        return known == null ? Optional.empty() : known.find(id);
    }

    @Override
    public List<FraudCase> cases(AccountId account) {
        FraudTrail known = trails.get(account);
        return known == null ? List.of() : known.cases();
    }

    @Override
    public void put(FraudCase fraudCase, Optional<Change> told) {
        trail(fraudCase.account()).put(fraudCase);
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
