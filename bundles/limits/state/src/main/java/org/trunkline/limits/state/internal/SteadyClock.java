package org.trunkline.limits.state.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * A clock that nobody sets: it starts with the time on the wall and goes on by itself. After a restart it goes on where it
 * would have been, as the journal tells how far it was from the wall.
 */
final class SteadyClock extends Clock {
    private final Clock wall;
    private final LongSupplier nanos;
    private volatile Anchor anchor;

    private record Anchor(Instant instant, long nanos) {}

    /** @param nanos counts on whatever happens to the clock on the wall */
    SteadyClock(Clock wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.anchor = new Anchor(wall.instant(), nanos.getAsLong());
    }

    /**
     * Goes on after a restart.
     *
     * @param ahead how far it was ahead of the clock on the wall
     * @param notBefore it never goes back
     */
    void goOn(Duration ahead, Instant notBefore) {
        Instant now = wall.instant().plus(ahead);
        anchor = new Anchor(now.isBefore(notBefore) ? notBefore : now, nanos.getAsLong());
    }

    Duration aheadOfWall() {
        return Duration.between(wall.instant(), instant());
    }

    @Override
    public Instant instant() {
        Anchor from = anchor;
        return from.instant().plusNanos(nanos.getAsLong() - from.nanos());
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
