package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/** What is done for the journal in the background: written to disk, kept short, told when somebody sets the clock. */
final class JournalKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(JournalKeeper.class);
    private static final int CLOSED_FILES_MAX = 3;

    /** Clocks that differ by so much more than before: somebody has set one. */
    private static final Duration JUMP = Duration.ofSeconds(1);

    private final Journal journal;
    private final SteadyClock steady;
    private final CallBacks callBacks;
    private final Unposted unposted;
    private final LiveCalls live;
    private final BiConsumer<AccountId, Runnable> alone;

    /** As the journal has it. */
    private Duration writtenAhead;

    /** @param alone does work while no other work of a partition is done */
    JournalKeeper(
            Journal journal,
            SteadyClock steady,
            CallBacks callBacks,
            Unposted unposted,
            LiveCalls live,
            BiConsumer<AccountId, Runnable> alone,
            Duration writtenAhead) {
        this.journal = journal;
        this.steady = steady;
        this.callBacks = callBacks;
        this.unposted = unposted;
        this.live = live;
        this.alone = alone;
        this.writtenAhead = writtenAhead;
    }

    /** By one thread, again and again. */
    void round() {
        try {
            Duration ahead = steady.aheadOfWall();
            if (ahead.minus(writtenAhead).abs().compareTo(JUMP) >= 0) {
                LOG.warn("The clock was set: steady clock ahead by {} s", ahead.toSeconds());
                journal.append(CallCodec.clock(ahead));
                writtenAhead = ahead;
            }
            if (journal.isDirty()) {
                journal.sync();
            }
            journal.prepare();
            if (journal.closedFiles() > CLOSED_FILES_MAX) {
                journal.compact(this::rewrite);
            }
        } catch (IOException | RuntimeException e) {
            // the outermost frame of this thread: the next round tries again, and tells again
            LOG.error("Call journal cannot be written: reason={}", e.toString(), e);
        }
    }

    /**
     * Appends what is still needed; each call under its lock, so that no older state comes after a newer one. What has ended
     * comes first: a call that its lease has settled may be live again.
     */
    private void rewrite() {
        journal.append(CallCodec.clock(writtenAhead));
        callBacks.keep(steady.instant(), (account, at) -> journal.append(CallCodec.emergency(account, at)));
        for (EndedCall seen : unposted.all()) {
            alone.accept(seen.call().partition(), () -> {
                if (unposted.contains(seen.postingKey())) {
                    journal.append(CallCodec.ended(seen));
                }
            });
        }
        for (StoredCall seen : live.all()) {
            CallEntry call = seen.entry();
            alone.accept(call.partition(), () -> {
                StoredCall now = live.find(call.key());
                if (now != null) {
                    journal.append(now.record());
                }
            });
        }
    }
}
