package org.trunkline.limits.internal.simulation;

import java.util.ArrayList;
import java.util.List;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;

/** How one level takes a call, and what it holds and has paid for it. */
final class ModelLevel {
    private static final int BOUND_SECONDS = 1 << 20;

    /**
     * Free seconds, which a call uses first; their terms are those of its beginning.
     *
     * @param begun in seconds of the clock on the wall: decides the cycle
     */
    record Free(String name, long begun, long minimum, long increment, long unused) {
        /** Returns what a call of so many seconds takes. */
        long needed(long seconds) {
            return Tariff.charged(seconds, minimum, increment, unused);
        }

        /** Returns the greatest number of seconds that takes no more than this. */
        long reach(long most) {
            long fits = 0;
            long tooMuch = BOUND_SECONDS;
            while (tooMuch - fits > 1) {
                long middle = (fits + tooMuch) >>> 1;
                if (needed(middle) <= most) {
                    fits = middle;
                } else {
                    tooMuch = middle;
                }
            }
            return fits;
        }
    }

    /** By how much what is held and paid has changed, and when, in seconds of the clock on the wall. */
    record Spending(long at, long micros) {}

    final AccountId account;
    final Billing billing;

    /** What is paid per minute, after free seconds if there are any; null where nothing is. */
    final Tariff tariff;

    /** Null where there are none. */
    final Free free;

    /** Beyond a soft limit: paid, but not held. */
    boolean soft;

    long held;
    long charged;

    /** What was ever charged, whatever was given back. */
    long everCharged;

    /** Held of the free seconds; of a call that is over, what it might have taken. */
    long seconds;

    /** Taken of the free seconds when the call was settled. */
    long taken;

    final List<Spending> spendings = new ArrayList<>();

    ModelLevel(AccountId account, Billing billing, Tariff tariff, Free free, boolean soft) {
        this.account = account;
        this.billing = billing;
        this.tariff = tariff;
        this.free = free;
        this.soft = soft;
    }

    ModelLevel copy() {
        ModelLevel copy = new ModelLevel(account, billing, tariff, free, soft);
        copy.held = held;
        copy.charged = charged;
        copy.everCharged = everCharged;
        copy.seconds = seconds;
        copy.taken = taken;
        copy.spendings.addAll(spendings);
        return copy;
    }

    boolean isFlat() {
        return billing == Billing.FLAT_RATE || billing == Billing.FLAT_RATE_BURST;
    }

    boolean isCharged() {
        return billing == Billing.PER_MINUTE || free != null;
    }

    /** Whether the call lasts as long as something that is held here. */
    boolean isHeld() {
        return billing == Billing.PER_MINUTE && !soft || free != null;
    }

    /** Returns what a call of so many seconds costs, the free ones first. */
    long cost(long length) {
        return tariff == null ? 0 : tariff.cost(free == null ? length : Math.max(0, length - free.reach(seconds)));
    }

    /** Returns what a call of so many seconds takes of the free ones: all, where nothing else pays. */
    long takes(long length) {
        return free == null ? 0 : free.needed(tariff == null ? length : Math.min(length, free.reach(seconds)));
    }

    /** Returns the free seconds that a call of so many seconds holds, of so many at most; never less than before. */
    long covering(long length, long available) {
        return Math.max(seconds, free.needed(Math.min(length, free.reach(available))));
    }

    /** Returns for how long this level lasts with so much money, and so many free seconds. */
    long reach(long micros, long available, long bound) {
        long paid = tariff == null ? 0 : tariff.reach(Math.max(0, micros), bound);
        return free == null ? paid : free.reach(available) + paid;
    }

    @Override
    public String toString() {
        return account.value().substring(30) + " " + billing + (soft ? " soft" : "") + " held=" + held + " charged="
                + charged + (free == null ? "" : " " + free + " seconds=" + seconds + " taken=" + taken) + " " + tariff;
    }
}
