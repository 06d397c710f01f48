package org.trunkline.limits.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.NodeRole;

/**
 * Goes through the calls of a period and settles them anew, in groups: what a group changes is safe in the journal, then
 * posted. A run that was killed is run again: it finds what is left to do.
 */
@Component(service = Rerating.class, reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class Rerating {
    private static final int GROUP = 1_000;

    private final CallRecordStore records;
    private final CallState state;
    private final Settlements settlements;
    private boolean running;

    @Activate
    public Rerating(
            @Reference CallRecordStore records, @Reference CallState state, @Reference Settlements settlements) {
        this.records = records;
        this.state = state;
        this.settlements = settlements;
    }

    /** Adds up what would change. */
    void preview(Repricing repricing, Repricing.Period period, BooleanSupplier stopped) {
        go(
                period,
                stopped,
                group -> group.forEach(record -> meant(record, repricing)
                        .ifPresent(ended -> repricing.count(ended, repricing.priced(ended.call())))));
    }

    /**
     * Changes it, and adds up what has changed.
     *
     * @throws ConflictException while another run changes prices
     * @throws UnavailableException where another node decides
     */
    void change(Repricing repricing, Repricing.Period period, BooleanSupplier stopped) {
        if (state.role() != NodeRole.LEADS) {
            throw new UnavailableException("standing_by", "another node decides over calls: run this there");
        }
        begin();
        try {
            // what ended a moment ago may have no record yet
            settlements.postAll(Patience.ENDLESS);
            go(period, stopped, group -> change(repricing, group));
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        if (running) {
            throw new ConflictException("another task changes the prices of calls: start this one when it is done");
        }
        running = true;
    }

    private synchronized void end() {
        running = false;
    }

    private void change(Repricing repricing, List<CallRecord> group) {
        List<EndedCall> changed = new ArrayList<>();
        for (CallRecord record : group) {
            Optional<EndedCall> before = meant(record, repricing);
            before.flatMap(ended -> settlements.reprice(record, repricing::priced))
                    .ifPresent(changed::add);
            before.ifPresent(ended -> repricing.count(ended, repricing.priced(ended.call())));
        }
        if (changed.isEmpty()) {
            return;
        }
        state.sync();
        settlements.post(changed);
    }

    private Optional<EndedCall> meant(CallRecord record, Repricing repricing) {
        return record.frozen().map(state::thawed).filter(repricing::isMeant);
    }

    /** What is done with one group of calls. */
    @FunctionalInterface
    private interface Work {
        void on(List<CallRecord> group);
    }

    private void go(Repricing.Period period, BooleanSupplier stopped, Work work) {
        Instant to = period.to();
        Optional<CallRecord> last = Optional.empty();
        List<CallRecord> group;
        do {
            group = records.ended(period.from(), to, last, GROUP);
            work.on(group);
            last = group.isEmpty() ? last : Optional.of(group.get(group.size() - 1));
        } while (group.size() == GROUP && !stopped.getAsBoolean());
    }
}
