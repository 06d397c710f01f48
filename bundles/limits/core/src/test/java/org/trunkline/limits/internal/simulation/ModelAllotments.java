package org.trunkline.limits.internal.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Set;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.Cycle;

/**
 * What is left of allotments: all that calls hold and have taken is counted anew each time, in the cycles in which they
 * began (decision 0033).
 */
final class ModelAllotments {
    private static final long DAY_SECONDS = 86_400;

    private record Window(AccountId account, String name, Cycle cycle, long start) {}

    /** Cycles that are over, and of which no call was in progress at some moment since. */
    private final Set<Window> forgotten = new HashSet<>();

    /** The time by which cycles go, in seconds of the clock on the wall: the latest that was seen. */
    private long now = Long.MIN_VALUE;

    void takeOver(ModelAllotments other) {
        forgotten.addAll(other.forgotten);
        now = other.now;
    }

    long now() {
        return now;
    }

    void pass(Model model) {
        now = Math.max(now, model.wall());
        forget(model);
    }

    /** A start knows the cycles of the calls that are in progress, whatever was forgotten before. */
    void start(Model model, long cycleTime) {
        now = cycleTime;
        forgotten.clear();
        forget(model);
    }

    /** Of a cycle that is over nothing is known any more when its last call is. */
    private void forget(Model model) {
        Set<Window> inProgress = new HashSet<>();
        Set<Window> over = new HashSet<>();
        for (ModelCall call : model.calls.values()) {
            for (ModelLevel level : call.levels) {
                for (Cycle cycle : level.free == null ? new Cycle[0] : Cycle.values()) {
                    long start = start(cycle, level.free.begun());
                    if (start != start(cycle, now)) {
                        (call.isLive() ? inProgress : over)
                                .add(new Window(level.account, level.free.name(), cycle, start));
                    }
                }
            }
        }
        over.removeAll(inProgress);
        forgotten.addAll(over);
    }

    /** Returns what nobody holds and nobody has taken in the cycle in which a call began. */
    long left(Model model, AccountId account, Allotment allotment, long begun) {
        Cycle cycle = allotment.cycle();
        long start = start(cycle, begun);
        boolean open = start == start(cycle, now);
        if (!open
                && (!allotment.group().isEmpty()
                        || forgotten.contains(new Window(account, allotment.name(), cycle, start)))) {
            return 0;
        }
        long left = allotment.amountSeconds();
        for (ModelCall call : model.calls.values()) {
            for (ModelLevel level : call.levels) {
                if (level.account.equals(account)
                        && level.free != null
                        && start(cycle, level.free.begun()) == start
                        && (level.free.name().equals(allotment.name())
                                || allotment.group().contains(level.free.name()))) {
                    left -= call.isLive() ? Math.max(level.seconds, level.taken) : level.taken;
                }
            }
        }
        return left;
    }

    private static long start(Cycle cycle, long at) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(at, DAY_SECONDS));
        return switch (cycle) {
            case MINUTELY -> Math.floorDiv(at, 60) * 60;
            case HOURLY -> Math.floorDiv(at, 3_600) * 3_600;
            case DAILY -> day.toEpochDay() * DAY_SECONDS;
            case WEEKLY ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toEpochDay() * DAY_SECONDS;
            case MONTHLY -> day.withDayOfMonth(1).toEpochDay() * DAY_SECONDS;
        };
    }
}
