package org.trunkline.limits.state.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.trunkline.limits.Cycle;

/**
 * What calls hold and have taken of one allotment of one account, in the cycle of each kind that is open, and in those before
 * of which calls are in progress: a call belongs to the cycles in which it began. All kinds are kept, for whoever counts
 * these seconds, too, and for an allotment that is given another cycle. A cycle ends when it should have ended when it
 * began, whatever becomes of the account's timezone: nobody gets a new one by changing that.
 */
final class AllotmentWindows {
    private static final class Window {
        private final Instant start;
        private final Instant end;
        private long seconds;
        private int calls;

        Window(Instant start, Instant end) {
            this.start = start;
            this.end = end;
        }

        boolean contains(Instant at) {
            return !at.isBefore(start) && at.isBefore(end);
        }
    }

    /** The latest last: the one that is open. */
    private final Map<Cycle, Deque<Window>> windows = new EnumMap<>(Cycle.class);

    /**
     * Some seconds more, or fewer, are held or taken.
     *
     * @param calls how many more calls are in progress
     * @param now by the clock that never goes back
     */
    synchronized void change(Instant begunAt, long seconds, int calls, Instant now, Supplier<ZoneId> zone) {
        for (Cycle cycle : Cycle.values()) {
            change(cycle, begunAt, seconds, calls, now, zone);
        }
    }

    private void change(Cycle cycle, Instant begunAt, long seconds, int calls, Instant now, Supplier<ZoneId> zone) {
        Deque<Window> known = rolled(cycle, now, zone);
        Window window = find(known, begunAt);
        if (window != null) {
            window.seconds += seconds;
            window.calls += calls;
            known.removeIf(each -> each.calls == 0 && each != known.getLast());
        }
    }

    /** What was taken before this process began, in cycles of these kinds. */
    synchronized void takenBefore(
            Collection<Cycle> cycles, Instant begunAt, long seconds, Instant now, Supplier<ZoneId> zone) {
        for (Cycle cycle : cycles) {
            change(cycle, begunAt, seconds, 0, now, zone);
        }
    }

    /** Keeps the cycles in which a call began that is in progress since before this process began. */
    synchronized void goOn(Instant begunAt, long seconds, Instant now, Supplier<ZoneId> zone) {
        for (Cycle cycle : Cycle.values()) {
            Deque<Window> known = rolled(cycle, now, zone);
            if (find(known, begunAt) == null && begunAt.isBefore(known.getLast().start)) {
                known.addFirst(new Window(cycle.start(begunAt, zone.get()), cycle.end(begunAt, zone.get())));
            }
        }
        change(begunAt, seconds, 1, now, zone);
    }

    /** Returns what is held and taken in the cycle that this instant lies in; empty where nobody knows that any more. */
    synchronized OptionalLong usedSeconds(Cycle cycle, Instant begunAt, Instant now, Supplier<ZoneId> zone) {
        Window window = find(rolled(cycle, now, zone), begunAt);
        return window == null ? OptionalLong.empty() : OptionalLong.of(window.seconds);
    }

    /** Returns whether this instant lies in the cycle that is open. */
    synchronized boolean isOpen(Cycle cycle, Instant begunAt, Instant now, Supplier<ZoneId> zone) {
        return rolled(cycle, now, zone).getLast().contains(begunAt);
    }

    private Deque<Window> rolled(Cycle cycle, Instant now, Supplier<ZoneId> zone) {
        Deque<Window> known = windows.computeIfAbsent(cycle, kind -> new ArrayDeque<>(1));
        if (known.isEmpty() || !now.isBefore(known.getLast().end)) {
            Instant start = cycle.start(now, zone.get());
            if (!known.isEmpty()) {
                start = start.isBefore(known.getLast().end) ? known.getLast().end : start;
                known.removeIf(each -> each.calls == 0);
            }
            known.addLast(new Window(start, cycle.end(now, zone.get())));
        }
        return known;
    }

    private static Window find(Deque<Window> known, Instant at) {
        for (Window each : known) {
            if (each.contains(at)) {
                return each;
            }
        }
        return null;
    }
}
