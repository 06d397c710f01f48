package org.trunkline.limits.state.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.trunkline.limits.SpendResets;
import org.trunkline.limits.SpendWindow;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.Spent;
import org.trunkline.rating.Direction;

/**
 * What one account uses. Places and holds change under the lock of the partition; the balance comes from the ledger at any
 * moment, together with the release of what waited for that posting.
 */
final class AccountUse {
    private static final int UNUSED = -1;
    private static final Spent NOTHING = new Spent(0, 0, 0);

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
    private SpendWindows spend;
    private volatile int home = UNUSED;

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

    /** Takes part in so many more conversations, with so many more legs that leave the net. */
    synchronized void count(int moreConversations, int moreOffNet) {
        conversations += moreConversations;
        offNet += moreOffNet;
    }

    /** Counts one attempt admitted in this second; seconds of before are over, those too of a clock that went back. */
    synchronized void attempt(long second) {
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
    synchronized void spend(long micros, Instant now, Supplier<ZoneId> zone) {
        windows().add(micros, now, zone);
    }

    synchronized void spentBefore(long micros, Instant at, Instant now, Supplier<ZoneId> zone, SpendResets resets) {
        windows().addPast(micros, at, now, zone, resets);
    }

    synchronized void resetSpent(SpendWindow window) {
        if (spend != null) {
            spend.reset(window);
        }
    }

    synchronized Spent spent(Instant now, Supplier<ZoneId> zone) {
        return spend == null ? NOTHING : spend.spent(now, zone);
    }

    private SpendWindows windows() {
        if (spend == null) {
            spend = new SpendWindows();
        }
        return spend;
    }

    /** @param legs 1 to take the level's trunk and money, −1 to give them back */
    synchronized void take(Direction direction, CallEntry.Level level, int legs) {
        heldMicros += legs * level.heldMicros();
        if (level.isFlatRate()) {
            if (direction == Direction.INBOUND) {
                inbound += legs;
            } else {
                outbound += legs;
            }
        }
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
