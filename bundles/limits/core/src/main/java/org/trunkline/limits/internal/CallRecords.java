package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;
import org.trunkline.limits.spi.StoredDetail;

/** Writes call records in groups: those that come while one group is written make up the next. */
final class CallRecords implements AutoCloseable {
    private static final int GROUP_MAX = 500;

    /** @param again the record takes the place of an earlier one of the same call */
    private record Waiting(CallRecord record, StoredDetail detail, boolean again, CompletableFuture<Void> written) {}

    private final CallRecordStore store;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ExecutorService writer;

    /** @param writer one thread: what comes while it writes waits, and is written at once */
    CallRecords(CallRecordStore store, ExecutorService writer) {
        this.store = store;
        this.writer = writer;
    }

    /**
     * Returns when the record and its detail are stored.
     *
     * @param again in the place of earlier ones of the same call; otherwise only if there are none
     */
    void write(CallRecord record, StoredDetail detail, boolean again) {
        Waiting waiting = new Waiting(record, detail, again, new CompletableFuture<>());
        queue.add(waiting);
        try {
            writer.execute(this::writeNext);
            waiting.written().join();
        } catch (RejectedExecutionException e) {
            UnavailableException stopping =
                    new UnavailableException("stopping", "call records are not written any more");
            stopping.initCause(e);
            throw stopping;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
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

    /** Writes all that wait, the one for which it was asked too, unless an earlier group had it. */
    private void writeNext() {
        List<Waiting> group = new ArrayList<>();
        Waiting next = queue.poll();
        while (next != null) {
            group.add(next);
            next = group.size() < GROUP_MAX ? queue.poll() : null;
        }
        write(group);
    }

    private void write(List<Waiting> group) {
        write(group.stream().filter(each -> !each.again()).toList(), store::insertMissing);
        write(group.stream().filter(Waiting::again).toList(), store::replace);
    }

    private static void write(List<Waiting> group, BiConsumer<List<CallRecord>, List<StoredDetail>> into) {
        if (group.isEmpty()) {
            return;
        }
        try {
            into.accept(
                    group.stream().map(Waiting::record).toList(),
                    group.stream().map(Waiting::detail).toList());
            group.forEach(each -> each.written().complete(null));
        } catch (RuntimeException e) {
            // the outermost frame of this thread; those who wait get the failure
            group.forEach(each -> each.written().completeExceptionally(e));
        }
    }
}
