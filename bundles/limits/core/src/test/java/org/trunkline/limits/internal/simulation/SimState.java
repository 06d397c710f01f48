package org.trunkline.limits.internal.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.internal.ForwardingBook;
import org.trunkline.limits.internal.ForwardingState;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;

/** The real state: the process may end before and after each record of its journal, and the disk may be full. */
final class SimState extends ForwardingState {
    private final Faults faults;
    private final Runnable synced;
    private final List<CallKey> settled = new ArrayList<>();

    /** @param synced told when all that was written so far also survives a power cut */
    SimState(CallState state, Faults faults, Runnable synced) {
        super(state);
        this.faults = faults;
        this.synced = synced;
    }

    /** Returns what was settled since this was asked last, in this order. */
    List<CallKey> settled() {
        List<CallKey> since = List.copyOf(settled);
        settled.clear();
        return since;
    }

    @Override
    public <R> R atomically(
            AccountId partition, boolean withRoot, List<AccountMeter> meters, Function<CallBook, R> work) {
        return super.atomically(partition, withRoot, meters, book -> work.apply(new Watched(book)));
    }

    @Override
    public void posted(EndedCall ended) {
        faults.step();
        super.posted(ended);
        faults.posted(true);
        faults.step();
    }

    @Override
    public void sync() {
        faults.step();
        super.sync();
        synced.run();
    }

    private <T> T written(Supplier<T> write) {
        faults.step();
        if (faults.isDiskFull()) {
            throw new UnavailableException("journal_unwritable", "no space left");
        }
        T result = write.get();
        faults.step();
        return result;
    }

    private final class Watched extends ForwardingBook {
        Watched(CallBook book) {
            super(book);
        }

        @Override
        public boolean add(CallEntry call, List<AccountMeter> meters) {
            return written(() -> book.add(call, meters));
        }

        @Override
        public void replace(CallEntry call) {
            written(() -> {
                book.replace(call);
                return null;
            });
        }

        @Override
        public void drop(CallKey call) {
            written(() -> {
                book.drop(call);
                return null;
            });
        }

        @Override
        public void end(EndedCall ended) {
            settled.add(ended.call().key());
            written(() -> {
                book.end(ended);
                return null;
            });
        }
    }
}
