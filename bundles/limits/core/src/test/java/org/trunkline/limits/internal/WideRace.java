package org.trunkline.limits.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Limits;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;

/**
 * The real state, but whoever has read something, or is about to write, dawdles: what the lock keeps apart stays
 * right, what nothing keeps apart goes wrong at once, not in one of a thousand runs.
 */
final class WideRace implements CallState {
    private static final long PAUSE_NANOS_MAX = 200_000;
    private static final long PAUSE_BEFORE_WRITE_NANOS = 1_000_000;

    private final CallState state;

    WideRace(CallState state) {
        this.state = state;
    }

    @Override
    public <R> R atomically(AccountId partition, boolean withRoot, Function<CallBook, R> work) {
        return state.atomically(partition, withRoot, book -> work.apply(new SlowBook(book)));
    }

    private record SlowBook(CallBook book) implements CallBook {
        @Override
        public Usage usage(AccountId account) {
            return dawdling(book.usage(account));
        }

        @Override
        public boolean counts(AccountId account, String conversation) {
            return book.counts(account, conversation);
        }

        @Override
        public boolean add(CallEntry call) {
            LockSupport.parkNanos(PAUSE_BEFORE_WRITE_NANOS);
            return book.add(call);
        }

        @Override
        public void replace(CallEntry call) {
            book.replace(call);
        }

        @Override
        public void end(EndedCall ended) {
            book.end(ended);
        }
    }

    private static <T> T dawdling(T read) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS_MAX));
        return read;
    }

    @Override
    public Optional<CallEntry> find(CallKey key) {
        return state.find(key);
    }

    @Override
    public Collection<CallEntry> live() {
        return state.live();
    }

    @Override
    public Limits limits(AccountId account) {
        return state.limits(account);
    }

    @Override
    public void sync() {
        state.sync();
    }

    @Override
    public Collection<EndedCall> unposted() {
        return state.unposted();
    }

    @Override
    public Optional<EndedCall> unposted(CallKey key) {
        return dawdling(state.unposted(key));
    }

    @Override
    public void posted(CallKey key) {
        state.posted(key);
    }

    @Override
    public void remember(String fingerprint, CallDecision denied) {
        state.remember(fingerprint, denied);
    }

    @Override
    public Optional<CallDecision> remembered(CallKey key, String fingerprint) {
        return state.remembered(key, fingerprint);
    }

    @Override
    public Optional<EndedCall> lately(CallKey key) {
        return state.lately(key);
    }

    @Override
    public Optional<Instant> lastEmergency(AccountId account) {
        return state.lastEmergency(account);
    }

    @Override
    public List<CallEntry> liveOf(AccountId account) {
        return state.liveOf(account);
    }
}
