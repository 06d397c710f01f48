package org.trunkline.tasks.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.spi.TaskStore;

/**
 * Tells other nodes that the tasks of this one go on, and finds those of nodes that are gone. Every node measures that on
 * its own monotonic clock: wall clocks that differ or jump do no harm.
 */
final class TaskBeats {
    /** How long a task may go without a beat before its node counts as gone. */
    static final long OVER_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final Logger LOG = LoggerFactory.getLogger(TaskBeats.class);
    private static final long BEAT_SECONDS = 5;
    private static final int EXECUTED_MAX = 10_000;

    private final TaskStore store;
    private final String node;
    private final LongSupplier nanos;
    private final Consumer<Task> orphaned;
    private final Map<String, Seen> seen = new HashMap<>();
    private final ScheduledExecutorService beats;
    private boolean failing;

    private record Seen(long beat, long since) {}

    /** @param orphaned is told of every task whose node is gone */
    TaskBeats(TaskStore store, String node, LongSupplier nanos, Consumer<Task> orphaned) {
        this.store = store;
        this.node = node;
        this.nanos = nanos;
        this.orphaned = orphaned;
        this.beats = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "trunkline-task-beats");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Ends what an earlier run of this node left, and beats from now on, in a thread of its own. */
    void start() {
        store.executed(EXECUTED_MAX).stream()
                .filter(each -> each.node().isEmpty() || each.node().get().equals(node))
                .forEach(each -> orphaned.accept(each.task()));
        beats.scheduleWithFixedDelay(this::goOn, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    private void goOn() {
        try {
            beat();
            failing = false;
        } catch (RuntimeException e) {
            // the outermost frame of this thread: the next beat tries again; one line says that they fail
            if (!failing) {
                LOG.warn("Tasks of this node are not told to go on: reason={}", e.toString());
            }
            failing = true;
        }
    }

    synchronized void beat() {
        store.beat(node);
        long now = nanos.getAsLong();
        Map<String, Seen> still = new HashMap<>();
        for (TaskStore.Executed each : store.executed(EXECUTED_MAX)) {
            if (each.node().isPresent() && each.node().get().equals(node)) {
                continue;
            }
            String id = each.task().id();
            Seen before = seen.get(id);
            if (before == null || before.beat != each.beat()) {
                still.put(id, new Seen(each.beat(), now));
            } else if (now - before.since > OVER_NANOS) {
                orphaned.accept(each.task());
            } else {
                still.put(id, before);
            }
        }
        seen.clear();
        seen.putAll(still);
    }

    void close() {
        beats.shutdown();
    }
}
