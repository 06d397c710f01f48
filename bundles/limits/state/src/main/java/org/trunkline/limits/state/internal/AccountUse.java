package org.trunkline.limits.state.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.SpendResets;
import org.trunkline.limits.SpendWindow;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.Spent;

/**
 * What one account uses. Places and holds change under the lock of the partition; the balance comes from the ledger at any
 * moment, together with the release of what waited for that posting.
 */
final class AccountUse implements AccountMeter {
    private static final int UNUSED = -1;
    private static final Spent NOTHING = new Spent(0, 0, 0);

    private final AccountId account;
    private final Supplier<ZoneId> zone;

    /** By the keys of their postings; null for none, as it is for most. */
    private Map<String, Long> pendingMicros;

    private int conversations;
    private int inbound;
    private int outbound;
    private int offNet;
    private long heldMicros;
    private long pendingSumMicros;
    private long balanceMicros;
    private long sequence = -1;
    private long attemptSecond;
    private int attempts;
    /** What was spent until now and is in no window yet: calls add to it, and touch nothing else. */
    private long unbookedMicros;
    /** Before this second all windows are what they were when it was begun. */
    private long unbookedUntil = Long.MIN_VALUE;

    private SpendWindows spend;
    /** As it was found last; null when nobody has looked for it. */
    private volatile FraudTrail trail;

    private volatile int home = UNUSED;

    /**
     * A leg of a call begins or ends.
     *
     * @param legs 1 to take its place and its money, −1 to give them back
     * @param offNet it leaves the net
     * @param spends what it holds counts as spent from now on, or no more
     * @param isAttempt it was attempted now
     * @param second of the clock, where it counts as spent or attempted
     */
    record Step(int legs, boolean inbound, boolean offNet, boolean spends, boolean isAttempt, long second) {}

    /** @param zone in which the account counts days */
    AccountUse(AccountId account, Supplier<ZoneId> zone) {
        this.account = account;
        this.zone = zone;
    }

    @Override
    public AccountId account() {
        return account;
    }

    FraudTrail trail() {
        return trail;
    }

    void trail(FraudTrail found) {
        trail = found;
    }

    /**
     * Returns the partition that keeps the account until the process ends, wherever it moves: that which used it first.
     *
     * @param using the partition that uses it now
     */
    int home(int using) {
        if (home == UNUSED) {
            synchronized (this) {
                if (home == UNUSED) {
                    home = using;
                }
            }
        }
        return home;
    }

    synchronized CallBook.Usage usage() {
        return new CallBook.Usage(
                inbound,
                outbound,
                conversations,
                offNet,
                balanceMicros - pendingSumMicros,
                heldMicros,
                pendingSumMicros);
    }

    /**
     * Takes part in a call, or no more.
     *
     * @param counts it is the first leg, or the last, of its conversation
     * @param micros what is held for it; 0 for one that only counts it
     * @param onTrunk it takes a trunk
     */
    synchronized void change(Step step, boolean counts, long micros, boolean onTrunk) {
        conversations += counts ? step.legs() : 0;
        offNet += step.offNet() ? step.legs() : 0;
        if (step.isAttempt()) {
            attempt(step.second());
        }
        pay(step, micros, onTrunk);
    }

    /** Takes a level's trunk and money, or gives them back. */
    synchronized void pay(Step step, long micros, boolean onTrunk) {
        long held = step.legs() * micros;
        heldMicros += held;
        if (onTrunk) {
            if (step.inbound()) {
                inbound += step.legs();
            } else {
                outbound += step.legs();
            }
        }
        if (step.spends() && held != 0) {
            spend(held, step.second());
        }
    }

    /** Counts one attempt admitted in this second; seconds of before are over, those too of a clock that went back. */
    private void attempt(long second) {
        if (second != attemptSecond) {
            attemptSecond = second;
            attempts = 0;
        }
        attempts++;
    }

    synchronized int attempts(long second) {
        return second == attemptSecond ? attempts : 0;
    }

    /** What calls hold and cost has changed by so much. */
    synchronized void spend(long micros, long second) {
        if (second >= unbookedUntil) {
            book();
            unbookedUntil = windows().open(Instant.ofEpochSecond(second), zone);
        }
        unbookedMicros += micros;
    }

    private void book() {
        if (unbookedMicros != 0) {
            spend.add(unbookedMicros);
            unbookedMicros = 0;
        }
    }

    synchronized void spentBefore(long micros, Instant at, Instant now, SpendResets resets) {
        book();
        windows().addPast(micros, at, now, zone, resets);
        unbookedUntil = Long.MIN_VALUE;
    }

    synchronized void resetSpent(SpendWindow window) {
        if (spend != null) {
            book();
            spend.reset(window);
        }
    }

    synchronized Spent spent(Instant now) {
        if (spend == null) {
            return NOTHING;
        }
        book();
        unbookedUntil = Long.MIN_VALUE;
        return spend.spent(now, zone);
    }

    private SpendWindows windows() {
        if (spend == null) {
            spend = new SpendWindows();
        }
        return spend;
    }

    /** The account owes this until the posting is in its balance. */
    synchronized void owe(String postingKey, long micros) {
        if (pendingMicros == null) {
            pendingMicros = new HashMap<>(2);
        }
        if (pendingMicros.putIfAbsent(postingKey, micros) == null) {
            pendingSumMicros += micros;
        }
    }

    /** Nothing waits for this posting any more. */
    synchronized void release(String postingKey) {
        Long micros = pendingMicros == null ? null : pendingMicros.remove(postingKey);
        if (micros != null) {
            pendingSumMicros -= micros;
            pendingMicros = pendingMicros.isEmpty() ? null : pendingMicros;
        }
    }

    /** Takes over a balance unless a later one is known; either way the posting is in the books. */
    synchronized void balance(long micros, long newSequence, String postingKey) {
        if (newSequence > sequence) {
            sequence = newSequence;
            balanceMicros = micros;
        }
        release(postingKey);
    }
}
