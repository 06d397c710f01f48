package org.trunkline.limits.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.Spent;

/**
 * The real state, but whoever has read something, or is about to write, dawdles: what the lock keeps apart stays
 * right, what nothing keeps apart goes wrong at once, not in one of a thousand runs.
 */
final class WideRace extends ForwardingState {
    private static final long PAUSE_NANOS_MAX = 200_000;
    private static final long PAUSE_BEFORE_WRITE_NANOS = 1_000_000;

    WideRace(CallState state) {
        super(state);
    }

    @Override
    public <R> R atomically(
            AccountId partition, boolean withRoot, List<AccountMeter> meters, Function<CallBook, R> work) {
        return super.atomically(partition, withRoot, meters, book -> work.apply(new SlowBook(book)));
    }

    private static final class SlowBook extends ForwardingBook {
        SlowBook(CallBook book) {
            super(book);
        }

        @Override
        public Usage usage(AccountId account) {
            return dawdling(book.usage(account));
        }

        @Override
        public int admittedThisSecond(AccountId account) {
            return dawdling(book.admittedThisSecond(account));
        }

        @Override
        public int othersTo(AccountId account, String number, String conversation) {
            return dawdling(book.othersTo(account, number, conversation));
        }

        @Override
        public Spent spent(AccountId account) {
            return dawdling(book.spent(account));
        }

        @Override
        public long allotmentLeftSeconds(AccountId account, Allotment allotment, Instant begunAt) {
            return dawdling(book.allotmentLeftSeconds(account, allotment, begunAt));
        }

        @Override
        public boolean add(CallEntry call, List<AccountMeter> meters) {
            LockSupport.parkNanos(PAUSE_BEFORE_WRITE_NANOS);
            return book.add(call, meters);
        }

        @Override
        public void owe(String postingKey, AccountId account, long micros) {
            LockSupport.parkNanos(PAUSE_BEFORE_WRITE_NANOS);
            book.owe(postingKey, account, micros);
        }

        @Override
        public void end(EndedCall ended) {
            LockSupport.parkNanos(PAUSE_BEFORE_WRITE_NANOS);
            book.end(ended);
        }
    }

    private static <T> T dawdling(T read) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS_MAX));
        return read;
    }

    @Override
    public Optional<EndedCall> unposted(CallKey key) {
        return dawdling(super.unposted(key));
    }
}
