package org.trunkline.limits.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.limits.Allotment;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/**
 * What one level holds of an allotment for a call; its terms are frozen at authorization, as prices are.
 *
 * @param name of the allotment
 * @param begunAt to the second: the cycle in which it lies is the one that the call uses, however long it lasts
 * @param heldSeconds the most that the call may take as things are
 * @param countedSeconds what was taken for it before, while it seemed to have ended
 */
public record AllotmentHold(
        String name,
        Instant begunAt,
        int minimumSeconds,
        int incrementSeconds,
        int noConsumeSeconds,
        long heldSeconds,
        long countedSeconds) {
    public AllotmentHold {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(begunAt, "begunAt");
    }

    /** Returns what a call has that begins now and holds nothing yet. */
    public static AllotmentHold of(Allotment allotment, Instant begunAt) {
        return new AllotmentHold(
                allotment.name(),
                Instant.ofEpochSecond(begunAt.getEpochSecond()),
                allotment.minimumSeconds(),
                allotment.incrementSeconds(),
                allotment.noConsumeSeconds(),
                0,
                0);
    }

    private Price price() {
        return Allotment.seconds(minimumSeconds, incrementSeconds, noConsumeSeconds);
    }

    /** Returns how long a call may last on so many seconds of the allotment. */
    public long reachSeconds(long of) {
        return price().reachSeconds(Math.max(0, of));
    }

    /** Returns how long the call may last on what is held. */
    public long coveredSeconds() {
        return reachSeconds(heldSeconds);
    }

    /** Returns what a call of so many seconds takes, if there is enough. */
    public long neededSeconds(long seconds) {
        return price().costMicros(seconds);
    }

    /**
     * Returns what a call of so many seconds takes.
     *
     * @param tail what the rest is charged by; without one the allotment takes all of it, even what it has not
     */
    public long takenSeconds(long seconds, Optional<Rate> tail) {
        return neededSeconds(tail.isPresent() ? Math.min(seconds, coveredSeconds()) : seconds);
    }

    /** Returns the seconds that are left to be charged per minute. */
    public long tailSeconds(long seconds) {
        return Math.max(0, seconds - coveredSeconds());
    }

    /** Returns the hold of a call that is to last so long, out of so many seconds at most; never less than before. */
    public AllotmentHold covering(long seconds, long available) {
        long most = Math.min(seconds, reachSeconds(available));
        return holding(Math.max(heldSeconds, neededSeconds(most)));
    }

    /** Returns what counts for the call while it lasts, beside what was taken before. */
    public long liveSeconds() {
        return Math.max(0, heldSeconds - countedSeconds);
    }

    public AllotmentHold holding(long seconds) {
        return new AllotmentHold(
                name, begunAt, minimumSeconds, incrementSeconds, noConsumeSeconds, seconds, countedSeconds);
    }

    /** Returns the hold of a call that was settled, and goes on. */
    AllotmentHold counted(long takenSeconds) {
        return new AllotmentHold(
                name, begunAt, minimumSeconds, incrementSeconds, noConsumeSeconds, heldSeconds, takenSeconds);
    }
}
