package org.trunkline.limits.internal;

import java.util.List;
import java.util.function.Function;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;

/** The real state, whose journal has no room left. */
final class FullDisk extends ForwardingState {
    FullDisk(CallState state) {
        super(state);
    }

    @Override
    public <R> R atomically(
            AccountId partition, boolean withRoot, List<AccountMeter> meters, Function<CallBook, R> work) {
        return super.atomically(partition, withRoot, meters, book -> work.apply(new FullBook(book)));
    }

    private static final class FullBook extends ForwardingBook {
        FullBook(CallBook book) {
            super(book);
        }

        @Override
        public boolean add(CallEntry call, List<AccountMeter> meters) {
            throw full();
        }

        @Override
        public void replace(CallEntry call) {
            throw full();
        }

        @Override
        public void drop(CallKey call) {
            throw full();
        }

        @Override
        public void end(EndedCall ended) {
            throw full();
        }
    }

    private static UnavailableException full() {
        return new UnavailableException("journal_unwritable", "no space left");
    }
}
