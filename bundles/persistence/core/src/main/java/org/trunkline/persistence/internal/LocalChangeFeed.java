package org.trunkline.persistence.internal;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.HealthCheck;

/** Hands committed changes to the read models of this process, on one thread, in the order they were handed over. */
@Component(
        service = {ChangeFeed.class, LocalChangeFeed.class, HealthCheck.class},
        immediate = true)
public final class LocalChangeFeed implements ChangeFeed, HealthCheck, AutoCloseable {
    static final int QUEUED_BATCHES_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(LocalChangeFeed.class);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(QUEUED_BATCHES_MAX);
    private final AtomicLong lostBatches = new AtomicLong();
    private final Thread dispatcher;

    @Activate
    public LocalChangeFeed() {
        dispatcher = new Thread(this::dispatch, "trunkline-change-feed");
        dispatcher.setDaemon(true);
        dispatcher.start();
    }

    @Override
    @Deactivate
    public void close() {
        dispatcher.interrupt();
    }

    @Override
    public Subscription subscribe(String topic, Consumer<Change> consumer) {
        Listener listener = new Listener(topic, consumer);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Hands the changes over and waits until the listeners have applied them, at most {@link #WAIT_MAX_MILLIS}. */
    void deliver(List<Change> changes) {
        List<Change> wanted = changes.stream().filter(this::isWanted).toList();
        if (wanted.isEmpty()) {
            return;
        }
        Batch batch = new Batch(wanted, new CountDownLatch(1));
        long start = System.nanoTime();
        if (!handOver(batch)) {
            lostBatches.incrementAndGet();
            LOG.error(
                    "Changes lost, read models are stale, restart this node: topic={}",
                    wanted.get(0).topic());
            return;
        }
        try {
            // A listener that writes would wait for itself here.
            if (Thread.currentThread() != dispatcher) {
                long leftNanos = TimeUnit.MILLISECONDS.toNanos(WAIT_MAX_MILLIS) - (System.nanoTime() - start);
                if (!batch.applied().await(leftNanos, TimeUnit.NANOSECONDS)) {
                    LOG.warn(
                            "Read models are late: topic={} waiting={}",
                            wanted.get(0).topic(),
                            queue.size());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The changes are committed: a writer that is interrupted hands them over all the same, but does not wait. */
    private boolean handOver(Batch batch) {
        try {
            return queue.offer(batch) || queue.offer(batch, WAIT_MAX_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return queue.offer(batch);
        }
    }

    @Override
    public String name() {
        return "change feed";
    }

    @Override
    public Result check() {
        long lost = lostBatches.get();
        return lost == 0
                ? Result.healthy("up to date")
                : Result.unhealthy("lost " + lost + " batches of changes: restart this node");
    }

    private boolean isWanted(Change change) {
        return listeners.stream().anyMatch(listener -> listener.topic().equals(change.topic()));
    }

    private void dispatch() {
        try {
            while (true) {
                Batch batch = queue.take();
                batch.changes().forEach(this::apply);
                batch.applied().countDown();
            }
        } catch (InterruptedException e) {
            // close() ends the thread
        }
    }

    private void apply(Change change) {
        for (Listener listener : listeners) {
            if (listener.topic().equals(change.topic())) {
                apply(listener, change);
            }
        }
    }

    private static void apply(Listener listener, Change change) {
        try {
            listener.consumer().accept(change);
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: the listener's bundle is being replaced
            LOG.error("Change not applied: topic={} key={}", change.topic(), change.key(), e);
        }
    }

    private record Listener(String topic, Consumer<Change> consumer) {}

    private record Batch(List<Change> changes, CountDownLatch applied) {}
}
