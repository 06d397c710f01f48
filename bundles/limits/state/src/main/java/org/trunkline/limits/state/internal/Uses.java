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
        long second = second();
        boolean isNew = call.authorizedAt().getEpochSecond() >= second - ATTEMPT_SECONDS_MAX;
        add(stored, call, step(stored, 1, true, isNew, second));
    }

    /** Takes the places and the money of a call that had begun before. */
    void take(StoredCall stored, CallEntry call) {
        add(stored, call, step(stored, 1, false, false, 0));
    }

    /** Gives back the places and the money of a call. */
    void giveBack(StoredCall stored, CallEntry call) {
        remove(stored, call, step(stored, -1, false, false, 0));
    }

    /**
     * Gives back the places of a call that is nobody's any more, and what it held is not spent.
     *
     * @param call may be null where {@link StoredCall#isPlain}
     */
    void forget(StoredCall stored, CallEntry call) {
        remove(stored, call, step(stored, -1, true, false, second()));
    }

    private long second() {
        return Math.floorDiv(clock.millis(), 1_000L);
    }

    private static Step step(StoredCall call, int legs, boolean spends, boolean isAttempt, long second) {
        return new Step(legs, call.isInbound(), call.isOffNet(), spends, isAttempt, second);
    }

    private void add(StoredCall stored, CallEntry call, Step step) {
        conversations.add(stored, call, others -> change(stored, call, step, others));
        toNumbers.count(call, step.legs());
    }

    private void remove(StoredCall stored, CallEntry call, Step step) {
        conversations.remove(stored, call, others -> change(stored, call, step, others));
        if (call != null) {
            toNumbers.count(call, step.legs());
        }
    }

    private void change(StoredCall stored, CallEntry call, Step step, List<CallEntry> others) {
        List<AccountMeter> meters = stored.meters();
        if (stored.isPlain()) {
            for (int i = 0; i < meters.size(); i++) {
                AccountUse use = (AccountUse) meters.get(i);
                use.change(step, isFirst(use, others), stored.heldMicros(i), stored.isOnTrunk(i));
            }
            return;
        }
        List<CallEntry.Level> levels = call.levels();
        int paying = 0;
        for (int i = 0; i < meters.size(); i++) {
            AccountUse use = (AccountUse) meters.get(i);
            // the levels come first among those who count it
            boolean pays = i < levels.size() && levels.get(i).account().equals(use.account());
            long micros = pays ? levels.get(i).heldMicros() : 0;
            use.change(step, isFirst(use, others), micros, pays && levels.get(i).isFlatRate());
            paying += pays ? 1 : 0;
        }
        for (int i = paying; i < levels.size(); i++) {
            CallEntry.Level level = levels.get(i);
            of(level.account()).pay(step, level.heldMicros(), level.isFlatRate());
        }
    }

    private static boolean isFirst(AccountUse use, List<CallEntry> others) {
        return others.isEmpty() || !Conversations.counts(others, use.account());
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
        long now = second();
        for (int i = 0; i < changed.levels().size(); i++) {
            long before = old.levels().get(i).heldMicros();
            long after = changed.levels().get(i).heldMicros();
            spend(changed.levels().get(i).account(), after - before, now);
        }
    }

    /** What a settlement takes is spent, and no more what was held for it; nothing that it gives back can be spent again. */
    void spend(EndedCall call, CallEntry live) {
        long now = second();
        for (int i = 0; i < call.call().levels().size(); i++) {
            long held = live == null ? 0 : live.levels().get(i).heldMicros();
            spend(call.call().levels().get(i).account(), Math.max(0, call.dueMicros(i)) - held, now);
        }
    }

    private void spend(AccountId account, long micros, long second) {
        if (micros != 0) {
            of(account).spend(micros, second);
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
