package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    private final List<Waiting> queue = new ArrayList<>();
    private final Thread thread;
    private boolean closed;

    CallRecords(CallRecordStore store) {
        this.store = store;
        thread = new Thread(this::run, "trunkline-call-records");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Returns when the record and its detail are stored.
     *
     * @param again in the place of earlier ones of the same call; otherwise only if there are none
     */
    void write(CallRecord record, StoredDetail detail, boolean again) {
        Waiting waiting = new Waiting(record, detail, again, new CompletableFuture<>());
        synchronized (queue) {
            if (closed) {
                throw new UnavailableException("stopping", "call records are not written any more");
            }
            queue.add(waiting);
            queue.notifyAll();
        }
        try {
            waiting.written().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        synchronized (queue) {
            closed = true;
            queue.notifyAll();
        }
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Waiting> group = next();
        while (!group.isEmpty()) {
            write(group);
            group = next();
        }
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

    /** Waits for records; none means the end. The queue holds at most one record per request in progress. */
    private List<Waiting> next() {
        synchronized (queue) {
            while (queue.isEmpty() && !closed) {
                try {
                    queue.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return List.of();
                }
            }
            List<Waiting> head = queue.subList(0, Math.min(GROUP_MAX, queue.size()));
            List<Waiting> group = List.copyOf(head);
            head.clear();
            return group;
        }
    }
}
