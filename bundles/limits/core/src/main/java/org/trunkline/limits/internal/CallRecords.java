package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;

/**
 * Writes call records in groups: one that comes alone at once, those that come while a group is written or shortly after make
 * up the next.
 */
final class CallRecords implements AutoCloseable {
    private static final int GROUP_MAX = 500;

    /** From one group to the next: each costs the database much the same, large or small. */
    private static final int PAUSE_MILLIS = 100;

    /** So many are worth a group before the pause is over. */
    private static final int MANY = 100;

    /** More of them than that: whoever brings the next one waits until it is written. */
    private static final int BEHIND_MAX = 10_000;

    private record Waiting(EndedCall ended, CallSettlement settlement, CompletableFuture<Void> written) {}

    /** What is written of one call. */
    private record Row(EndedCall ended, CallRecord record, StoredDetail detail) {}

    private final CallState state;
    private final CallRecordStore store;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger behind = new AtomicInteger();
    private final ScheduledExecutorService writer;

    /** A group is written, or the pause after one goes by. */
    private final AtomicBoolean isBusy = new AtomicBoolean();

    /** @param writer one thread */
    CallRecords(CallState state, CallRecordStore store, ScheduledExecutorService writer) {
        this.state = state;
        this.store = store;
        this.writer = writer;
    }

    /** Returns whether its record takes the place of an earlier one of the same call. */
    static boolean isAgain(EndedCall ended) {
        return ended.before().isPresent() || ended.call().revived();
    }

    /** Returns whether more wait than should. */
    boolean areBehind() {
        return behind.get() > BEHIND_MAX;
    }

    /**
     * Writes the record of a call and its detail: in the place of earlier ones if the call was settled before, otherwise
     * only if there are none.
     *
     * @return completes when they are stored
     */
    CompletionStage<Void> write(EndedCall ended, CallSettlement settlement) {
        Waiting waiting = new Waiting(ended, settlement, new CompletableFuture<>());
        queue.add(waiting);
        boolean areMany = behind.incrementAndGet() == MANY;
        if (isBusy.compareAndSet(false, true)) {
            schedule(this::writeAndPause, 0);
        } else if (areMany) {
            schedule(this::writeAll, 0);
        }
        return waiting.written();
    }

    private void schedule(Runnable work, long delayMillis) {
        try {
            writer.schedule(work, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // it is closed: nobody waits in vain
            isBusy.set(false);
            while (!queue.isEmpty()) {
                fail(next(), new UnavailableException("stopping", "call records are not written any more"));
            }
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAndPause() {
        if (queue.isEmpty()) {
            isBusy.set(false);
            // one may have come in between
            if (!queue.isEmpty() && isBusy.compareAndSet(false, true)) {
                schedule(this::writeAndPause, 0);
            }
            return;
        }
        try {
            writeAll();
        } finally {
            schedule(this::writeAndPause, PAUSE_MILLIS);
        }
    }

    private void writeAll() {
        List<Waiting> group = next();
        while (group.size() == GROUP_MAX) {
            write(group);
            group = next();
        }
        if (!group.isEmpty()) {
            write(group);
        }
    }

    private List<Waiting> next() {
        List<Waiting> group = new ArrayList<>();
        Waiting next = queue.poll();
        while (next != null) {
            group.add(next);
            next = group.size() < GROUP_MAX ? queue.poll() : null;
        }
        behind.addAndGet(-group.size());
        return group;
    }

    private void write(List<Waiting> group) {
        try {
            store(group.stream().map(this::row).toList());
            group.forEach(each -> each.written().complete(null));
        } catch (UnavailableException e) {
            fail(group, e);
        } catch (RuntimeException e) {
            // the outermost frame of this thread; one bad record must not take the others of its group with it
            if (group.size() == 1) {
                fail(group, e);
            } else {
                int half = group.size() / 2;
                write(group.subList(0, half));
                write(group.subList(half, group.size()));
            }
        } catch (Error e) {
            fail(group, e);
            throw e;
        }
    }

    private static void fail(List<Waiting> group, Throwable failure) {
        group.forEach(each -> each.written().completeExceptionally(failure));
    }

    private void store(List<Row> rows) {
        List<Row> first = rows.stream().filter(row -> !isAgain(row.ended())).toList();
        List<Row> again = rows.stream().filter(row -> isAgain(row.ended())).toList();
        List<CallRecord> missing = Stream.concat(
                        first.stream().map(Row::record), rows.stream().flatMap(CallRecords::aliases))
                .toList();
        if (!missing.isEmpty()) {
            store.insertMissing(missing, first.stream().map(Row::detail).toList());
        }
        if (!again.isEmpty()) {
            store.replace(
                    again.stream().map(Row::record).toList(),
                    again.stream().map(Row::detail).toList());
        }
    }

    private Row row(Waiting waiting) {
        EndedCall ended = waiting.ended();
        CallRecord record = new CallRecord(
                ended.call().key(),
                ended.call().account(),
                ended.call().fingerprint(),
                ended.toldSeconds(),
                ended.endedAt(),
                SettlementJson.write(waiting.settlement()),
                ended.call().reason().wireName(),
                Optional.of(state.frozen(ended)),
                AllotmentRecords.of(ended));
        return new Row(ended, record, DetailRecords.of(ended, waiting.settlement()));
    }

    /** The later ids of a call lead to its record. */
    private static Stream<CallRecord> aliases(Row row) {
        CallRecord record = row.record();
        return row.ended().call().aliasKeys().stream()
                .map(alias -> new CallRecord(
                        alias,
                        record.account(),
                        record.fingerprint(),
                        record.billedSeconds(),
                        record.endedAt(),
                        SettlementJson.replaced(record.key().callId()),
                        record.reason(),
                        Optional.empty()));
    }
}
