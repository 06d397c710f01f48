package org.trunkline.limits.state.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.Cycle;
import org.trunkline.limits.state.AllotmentHold;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/** What calls hold and have taken of the allotments of all accounts; changed under the locks of the partitions. */
final class AllotmentUses {
    private final Map<AccountId, Map<String, AllotmentWindows>> windows = new ConcurrentHashMap<>();
    private final Function<AccountId, ZoneId> zones;
    private final Clock clock;
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);

    /** @param zones in which accounts count days */
    AllotmentUses(Function<AccountId, ZoneId> zones, Clock clock) {
        this.zones = zones;
        this.clock = clock;
    }

    /** Returns the time by which cycles go: a clock that is set back opens none again. */
    Instant time() {
        return seen(clock.instant());
    }

    private Instant seen(Instant at) {
        return latest.accumulateAndGet(at, (seen, now) -> seen.isAfter(now) ? seen : now);
    }

    long leftSeconds(AccountId account, Allotment allotment, Instant begunAt) {
        Instant now = time();
        Supplier<ZoneId> zone = zone(account);
        AllotmentWindows own = of(account, allotment.name());
        OptionalLong used = own.usedSeconds(allotment.cycle(), begunAt, now, zone);
        boolean others = !allotment.group().isEmpty();
        if (used.isEmpty() || others && !own.isOpen(allotment.cycle(), begunAt, now, zone)) {
            // of a cycle that is over, what others took may be forgotten
            return 0;
        }
        long left = allotment.amountSeconds() - used.getAsLong();
        Map<String, AllotmentWindows> known = windows.get(account);
        for (String other : allotment.group()) {
            AllotmentWindows shared = known.get(other);
            if (shared != null) {
                left -= shared.usedSeconds(allotment.cycle(), begunAt, now, zone)
                        .orElse(0);
            }
        }
        return left;
    }

    /** A call holds something else; nothing before, or after, where that is null. */
    void change(CallEntry old, CallEntry changed) {
        CallEntry call = changed != null ? changed : old;
        for (int i = 0; i < call.levels().size(); i++) {
            CallEntry.Level level = call.levels().get(i);
            if (level.allotment().isPresent()) {
                long before = old == null ? 0 : live(old, i);
                long after = changed == null ? 0 : live(changed, i);
                int calls = (old == null ? 1 : 0) - (changed == null ? 1 : 0);
                change(level, after - before, calls);
            }
        }
    }

    /** A settlement takes what the call needed, less what an earlier one took, and no more what the call held. */
    void end(EndedCall ended, CallEntry live) {
        for (int i = 0; i < ended.call().levels().size(); i++) {
            CallEntry.Level level = ended.call().levels().get(i);
            if (level.allotment().isPresent()) {
                long taken = level.takenSeconds(ended.billedSeconds()) - ended.takenBeforeSeconds(i);
                change(level, taken - (live == null ? 0 : live(live, i)), live == null ? 0 : -1);
            }
        }
    }

    private static long live(CallEntry call, int level) {
        return call.levels()
                .get(level)
                .allotment()
                .map(AllotmentHold::liveSeconds)
                .orElse(0L);
    }

    private void change(CallEntry.Level level, long seconds, int calls) {
        AllotmentHold hold = level.allotment().orElseThrow();
        of(level.account(), hold.name()).change(hold.begunAt(), seconds, calls, time(), zone(level.account()));
    }

    /** A call that was in progress before this process began: whenever that was, the clock has been there. */
    void goOn(CallEntry call) {
        for (CallEntry.Level level : call.levels()) {
            level.allotment().ifPresent(hold -> {
                seen(hold.begunAt());
                of(level.account(), hold.name())
                        .goOn(hold.begunAt(), hold.liveSeconds(), time(), zone(level.account()));
            });
        }
    }

    /** What was taken before this process began, in cycles of these kinds; the clock has been there, too. */
    void takenBefore(Collection<Cycle> cycles, AccountId account, String name, Instant begunAt, long seconds) {
        seen(begunAt);
        of(account, name).takenBefore(cycles, begunAt, seconds, time(), zone(account));
    }

    private AllotmentWindows of(AccountId account, String name) {
        return windows.computeIfAbsent(account, id -> new ConcurrentHashMap<>())
                .computeIfAbsent(name, id -> new AllotmentWindows());
    }

    private Supplier<ZoneId> zone(AccountId account) {
        return () -> zones.apply(account);
    }
}
