package org.trunkline.limits.state.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.SpendResets;
import org.trunkline.limits.SpendWindow;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.Spent;

/** What all accounts use. */
final class Uses {
    /** How long a decision may take, so that its attempt still counts. */
    private static final long ATTEMPT_SECONDS_MAX = 2;

    private static final int[] NOWHERE = {};

    private final Map<AccountId, AccountUse> uses = new ConcurrentHashMap<>();
    private final Conversations conversations = new Conversations();
    private final CallsToNumbers toNumbers = new CallsToNumbers();
    private final Function<AccountId, ZoneId> zones;
    private final Clock clock;

    /** @param zones in which accounts count days */
    Uses(Function<AccountId, ZoneId> zones, Clock clock) {
        this.zones = zones;
        this.clock = clock;
    }

    CallsToNumbers toNumbers() {
        return toNumbers;
    }

    AccountUse of(AccountId account) {
        AccountUse use = uses.get(account);
        return use != null ? use : uses.computeIfAbsent(account, id -> new AccountUse());
    }

    /**
     * Returns the partitions by which accounts are kept that are not kept by this one, in ascending order: those that have
     * moved since they were first used.
     *
     * @param root is kept by its own lock
     */
    int[] otherHomes(int home, Collection<AccountId> accounts, AccountId root) {
        SortedSet<Integer> others = null;
        for (AccountId account : accounts) {
            if (!account.equals(root)) {
                int other = of(account).home(home);
                if (other != home) {
                    others = others == null ? new TreeSet<>() : others;
                    others.add(other);
                }
            }
        }
        return others == null ? NOWHERE : others.stream().mapToInt(each -> each).toArray();
    }

    /** Takes the places and the money of a call. */
    void take(StoredCall stored, CallEntry call) {
        change(call, 1);
        conversations.add(stored, call, this::of);
    }

    /** Gives back the places and the money of a call. */
    void giveBack(StoredCall stored, CallEntry call) {
        change(call, -1);
        conversations.remove(stored, call, this::of);
    }

    private void change(CallEntry call, int legs) {
        for (CallEntry.Level level : call.levels()) {
            of(level.account()).take(call.direction(), level, legs);
        }
        toNumbers.count(call, legs);
    }

    /** Returns whether the account takes part in the conversation already. */
    boolean counts(AccountId account, String conversation) {
        return conversations.counts(account, conversation);
    }

    /** Counts an attempt that was admitted just now, not one that is heard of later. */
    void attempt(CallEntry call) {
        long second = clock.instant().getEpochSecond();
        if (call.authorizedAt().getEpochSecond() >= second - ATTEMPT_SECONDS_MAX) {
            for (AccountId account : call.counted()) {
                of(account).attempt(second);
            }
        }
    }

    int attempts(AccountId account) {
        return of(account).attempts(clock.instant().getEpochSecond());
    }

    Spent spent(AccountId account) {
        return of(account).spent(clock.instant(), () -> zones.apply(account));
    }

    /** What a call holds has changed; from nothing, or to nothing, where the other is null. */
    void spendHeld(CallEntry old, CallEntry changed) {
        CallEntry call = changed != null ? changed : old;
        Instant now = clock.instant();
        for (int i = 0; i < call.levels().size(); i++) {
            long before = old == null ? 0 : old.levels().get(i).heldMicros();
            long after = changed == null ? 0 : changed.levels().get(i).heldMicros();
            spend(call.levels().get(i).account(), after - before, now);
        }
    }

    /** What a settlement takes is spent, and no more what was held for it; nothing that it gives back can be spent again. */
    void spend(EndedCall call, CallEntry live) {
        Instant now = clock.instant();
        for (int i = 0; i < call.call().levels().size(); i++) {
            long held = live == null ? 0 : live.levels().get(i).heldMicros();
            spend(call.call().levels().get(i).account(), Math.max(0, call.dueMicros(i)) - held, now);
        }
    }

    private void spend(AccountId account, long micros, Instant now) {
        if (micros != 0) {
            of(account).spend(micros, now, () -> zones.apply(account));
        }
    }

    /** What was spent before this process began. */
    void spentBefore(AccountId account, long micros, Instant at, SpendResets resets) {
        if (micros != 0) {
            of(account).spentBefore(micros, at, clock.instant(), () -> zones.apply(account), resets);
        }
    }

    /** What the account has spent so far in the window counts no more. */
    void resetSpent(AccountId account, SpendWindow window) {
        of(account).resetSpent(window);
    }

    /** Owes what of these the ledger does not have: what it got before the process ended is in the balances already. */
    void owe(Collection<EndedCall> replayed, Ledger ledger) {
        replayed.stream()
                .filter(call -> ledger.posted(call.postingKey()).isEmpty())
                .forEach(this::owe);
    }

    /** What a settlement takes is spent before it is posted. */
    void owe(EndedCall call) {
        for (int i = 0; i < call.costMicros().size(); i++) {
            if (call.dueMicros(i) != 0) {
                of(call.call().payers().get(i).account()).owe(call.postingKey(), call.dueMicros(i));
            }
        }
    }

    /** Nothing waits for the posting of this settlement any more. */
    void release(EndedCall call) {
        call.call().payers().forEach(payer -> of(payer.account()).release(call.postingKey()));
    }
}
