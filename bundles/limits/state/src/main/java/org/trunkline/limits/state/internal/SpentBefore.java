package org.trunkline.limits.state.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.SpendResets;
import org.trunkline.limits.SpendWindow;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/**
 * What accounts with spending caps had spent before this process began: what the ledger has of the windows that are open,
 * what waits to be posted, and what live calls hold. What a call held when a window began is known of live calls only, by
 * the rule of renewals; of a call that was settled since, all counts: rather too much than too little.
 */
final class SpentBefore {
    private static final Logger LOG = LoggerFactory.getLogger(SpentBefore.class);

    /** By how much a renewal covers more than has passed. */
    private static final long QUANTUM_SECONDS = 60;

    private final LimitModel limits;
    private final Ledger ledger;
    private final Uses uses;
    private final Instant now;

    SpentBefore(LimitModel limits, Ledger ledger, Uses uses, Clock clock) {
        this.limits = limits;
        this.ledger = ledger;
        this.uses = uses;
        this.now = clock.instant();
    }

    void find(Collection<CallEntry> live, Collection<EndedCall> unposted) {
        Set<AccountId> capped = new HashSet<>();
        ledger.subscribe((account, micros, sequence, key) -> {
                    if (limits.of(account).countsSpend()) {
                        capped.add(account);
                    }
                })
                .close();
        capped.forEach(this::posted);
        for (EndedCall ended : unposted) {
            if (ledger.posted(ended.postingKey()).isEmpty()) {
                for (int i = 0; i < ended.call().levels().size(); i++) {
                    AccountId account = ended.call().levels().get(i).account();
                    spent(account, Math.max(0, ended.dueMicros(i)), ended.endedAt());
                }
            }
        }
        live.forEach(this::held);
        if (!capped.isEmpty()) {
            LOG.info("Spending windows restored: accounts={}", capped.size());
        }
    }

    private void posted(AccountId account) {
        SortedSet<Instant> starts = starts(account);
        Instant hourStart = SpendWindow.HOUR.start(now, limits.zone(account));
        Instant cursor = starts.first();
        if (spent(account, cursor, now.plusSeconds(1)) == 0) {
            return;
        }
        while (!cursor.isAfter(now)) {
            Instant end = SpendWindows.bucketEnd(cursor);
            Optional<Instant> next =
                    starts.tailSet(cursor.plusNanos(1)).stream().findFirst();
            // before the hour the windows differ by their starts alone
            if (next.isPresent() && (cursor.isBefore(hourStart) || next.get().isBefore(end))) {
                end = next.get();
            }
            spent(account, spent(account, cursor, end), cursor);
            cursor = end;
        }
    }

    private SortedSet<Instant> starts(AccountId account) {
        ZoneId zone = limits.zone(account);
        SpendResets resets = limits.spendResets(account);
        SortedSet<Instant> starts = new TreeSet<>();
        for (SpendWindow window : SpendWindow.values()) {
            starts.add(resets.start(window, now, zone));
        }
        return starts;
    }

    private void spent(AccountId account, long micros, Instant at) {
        uses.spentBefore(account, micros, at, limits.spendResets(account));
    }

    private long spent(AccountId account, Instant from, Instant to) {
        return -ledger.totalMicros(account, EndedCall.SERVICE, from, to);
    }

    /** What a live call holds, when it came to hold it: at its start, and by renewals in each window that began since. */
    private void held(CallEntry call) {
        for (CallEntry.Level level : call.levels()) {
            if (level.heldMicros() == 0) {
                continue;
            }
            Instant since = call.authorizedAt();
            long before = 0;
            for (Instant start : starts(level.account())) {
                if (start.isAfter(call.authorizedAt())) {
                    long held = heldAt(call, level, start);
                    spent(level.account(), held - before, since);
                    before = held;
                    since = start;
                }
            }
            spent(level.account(), level.heldMicros() - before, since);
        }
    }

    /** Returns what the call held at this moment, had it been renewed just then. */
    private static long heldAt(CallEntry call, CallEntry.Level level, Instant at) {
        long covered = call.coveredSeconds().orElse(0);
        long first = Math.min(covered, call.firstSeconds().orElse(covered));
        long elapsed = call.answeredAt()
                .map(answered -> Duration.between(answered, at).toSeconds() + QUANTUM_SECONDS)
                .orElse(0L);
        return level.covering(Math.min(covered, Math.max(first, elapsed))).heldMicros();
    }
}
