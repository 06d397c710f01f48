package org.trunkline.limits.state.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.SpendResets;
import org.trunkline.limits.SpendWindow;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.Spent;
import org.trunkline.limits.state.internal.AccountUse.Step;

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
        return use != null ? use : uses.computeIfAbsent(account, id -> new AccountUse(id, () -> zones.apply(id)));
    }

    /** Returns the meters of these accounts, in their order. */
    List<AccountMeter> meters(List<AccountId> accounts) {
        return accounts.stream().<AccountMeter>map(this::of).toList();
    }

    /**
     * Returns the partitions by which accounts are kept that are not kept by this one, in ascending order: those that have
     * moved since they were first used.
     *
     * @param root is kept by its own lock
     */
    int[] otherHomes(int home, List<AccountMeter> meters, AccountId root) {
        SortedSet<Integer> others = null;
        for (int i = 0; i < meters.size(); i++) {
            if (!meters.get(i).account().equals(root)) {
                int other = ((AccountUse) meters.get(i)).home(home);
                if (other != home) {
                    others = others == null ? new TreeSet<>() : others;
                    others.add(other);
                }
            }
        }
        return others == null ? NOWHERE : others.stream().mapToInt(each -> each).toArray();
    }

    /** A call begins: it takes its places, what it holds is spent, and it is an attempt unless it is heard of later. */
    void begin(StoredCall stored, CallEntry call) {
        Instant now = clock.instant();
        long second = now.getEpochSecond();
        boolean isNew = call.authorizedAt().getEpochSecond() >= second - ATTEMPT_SECONDS_MAX;
        add(stored, call, step(call, 1, true, isNew ? second : Step.NO_ATTEMPT, now));
    }

    /** Takes the places and the money of a call that had begun before. */
    void take(StoredCall stored, CallEntry call) {
        add(stored, call, step(call, 1, false, Step.NO_ATTEMPT, Instant.EPOCH));
    }

    /** Gives back the places and the money of a call. */
    void giveBack(StoredCall stored, CallEntry call) {
        remove(stored, call, step(call, -1, false, Step.NO_ATTEMPT, Instant.EPOCH));
    }

    /** Gives back the places of a call that is nobody's any more, and what it held is not spent. */
    void forget(StoredCall stored, CallEntry call) {
        remove(stored, call, step(call, -1, true, Step.NO_ATTEMPT, clock.instant()));
    }

    private static Step step(CallEntry call, int legs, boolean spends, long attemptSecond, Instant now) {
        return new Step(legs, call.direction(), call.offNet(), spends, attemptSecond, now);
    }

    private void add(StoredCall stored, CallEntry call, Step step) {
        conversations.add(stored, call, others -> change(stored.meters(), call, step, others));
        toNumbers.count(call, step.legs());
    }

    private void remove(StoredCall stored, CallEntry call, Step step) {
        conversations.remove(stored, call, others -> change(stored.meters(), call, step, others));
        toNumbers.count(call, step.legs());
    }

    private void change(List<AccountMeter> meters, CallEntry call, Step step, List<CallEntry> others) {
        List<CallEntry.Level> levels = call.levels();
        int paying = 0;
        for (int i = 0; i < meters.size(); i++) {
            AccountUse use = (AccountUse) meters.get(i);
            boolean counts = others.isEmpty() || !Conversations.counts(others, use.account());
            // the levels come first among those who count it
            boolean pays = i < levels.size() && levels.get(i).account().equals(use.account());
            use.change(step, pays ? levels.get(i) : null, counts);
            paying += pays ? 1 : 0;
        }
        for (int i = paying; i < levels.size(); i++) {
            of(levels.get(i).account()).pay(step, levels.get(i));
        }
    }

    /** Returns whether the account takes part in the conversation already. */
    boolean counts(AccountId account, String conversation) {
        return conversations.counts(account, conversation);
    }

    int attempts(AccountId account) {
        return of(account).attempts(clock.instant().getEpochSecond());
    }

    Spent spent(AccountId account) {
        return of(account).spent(clock.instant());
    }

    /** What a call holds has changed. */
    void spendHeld(CallEntry old, CallEntry changed) {
        Instant now = clock.instant();
        for (int i = 0; i < changed.levels().size(); i++) {
            long before = old.levels().get(i).heldMicros();
            long after = changed.levels().get(i).heldMicros();
            spend(changed.levels().get(i).account(), after - before, now);
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
            of(account).spend(micros, now);
        }
    }

    /** What was spent before this process began. */
    void spentBefore(AccountId account, long micros, Instant at, SpendResets resets) {
        if (micros != 0) {
            of(account).spentBefore(micros, at, clock.instant(), resets);
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
