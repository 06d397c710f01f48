package org.trunkline.limits.state.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.trunkline.limits.Cycle;
import org.trunkline.limits.spi.AllotmentUse;
import org.trunkline.limits.spi.AllotmentUseStore;
import org.trunkline.limits.state.AllotmentHold;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/**
 * What allotments had been used before this process began: what live calls hold, what call records say of the cycles that
 * are open, or in which a live call began, and what settled calls took of which there is no record yet.
 */
final class TakenBefore {
    /** Hours, days and months begin at such times in every timezone: sums of less need not be read. */
    private static final int STEP_SECONDS = 900;

    private static final int MINUTE_SECONDS = 60;
    private static final Set<Cycle> LONGER = EnumSet.complementOf(EnumSet.of(Cycle.MINUTELY));

    private final AllotmentUses uses;
    private final AllotmentUseStore store;

    TakenBefore(AllotmentUses uses, AllotmentUseStore store) {
        this.uses = uses;
        this.store = store;
    }

    void find(Collection<CallEntry> live, Unposted unposted) {
        live.forEach(uses::goOn);
        Instant minute = uses.time().truncatedTo(ChronoUnit.MINUTES);
        for (CallEntry call : live) {
            for (CallEntry.Level level : call.levels()) {
                Instant begun = level.allotment().map(AllotmentHold::begunAt).orElse(minute);
                minute = begun.isBefore(minute) ? begun.truncatedTo(ChronoUnit.MINUTES) : minute;
            }
        }
        store.forEachSince(oldest(minute), STEP_SECONDS, sum -> taken(LONGER, sum));
        store.forEachSince(minute, MINUTE_SECONDS, sum -> taken(EnumSet.of(Cycle.MINUTELY), sum));
        unposted.all().stream()
                .filter(each -> unposted.latest(each.call().key())
                        .filter(last -> last.postingKey().equals(each.postingKey()))
                        .isPresent())
                .forEach(this::notRecorded);
    }

    /** Returns when the first cycle began, in any timezone, that may contain this instant. */
    private static Instant oldest(Instant at) {
        Instant day = at.minus(1, ChronoUnit.DAYS);
        Instant month = Cycle.MONTHLY.start(day, ZoneOffset.UTC);
        Instant week = Cycle.WEEKLY.start(day, ZoneOffset.UTC);
        return (week.isBefore(month) ? week : month).minus(1, ChronoUnit.DAYS);
    }

    private void taken(Collection<Cycle> cycles, AllotmentUse sum) {
        uses.takenBefore(cycles, sum.account(), sum.name(), sum.begunAt(), sum.seconds());
    }

    private void notRecorded(EndedCall ended) {
        List<Long> taken = ended.takenSeconds();
        for (int i = 0; i < taken.size(); i++) {
            CallEntry.Level level = ended.call().levels().get(i);
            if (level.allotment().isPresent()) {
                AllotmentHold hold = level.allotment().get();
                AllotmentUse use = new AllotmentUse(level.account(), hold.name(), hold.begunAt(), taken.get(i));
                long more = use.seconds() - store.find(ended.call().key(), use);
                uses.takenBefore(EnumSet.allOf(Cycle.class), use.account(), use.name(), use.begunAt(), more);
            }
        }
    }
}
