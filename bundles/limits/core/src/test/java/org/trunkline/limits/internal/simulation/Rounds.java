package org.trunkline.limits.internal.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.trunkline.limits.internal.Never;

/** Stands for the background threads: what they would do again and again is done when the simulation says so. */
final class Rounds implements Function<String, ScheduledExecutorService> {
    private static final String LATE = "trunkline-call-records";

    private final Map<String, Runnable> works = new HashMap<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean late;

    @Override
    public ScheduledExecutorService apply(String thread) {
        return new OnRequest(thread);
    }

    /** Lets the thread do its work once. */
    void run(String thread) {
        works.get(thread).run();
    }

    /** Call records wait, as they do behind a thread that has much to do. */
    void recordsLate(boolean areLate) {
        late = areLate;
        while (!late && !waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    private final class OnRequest extends AbstractExecutorService implements ScheduledExecutorService {
        private final String thread;

        OnRequest(String thread) {
            this.thread = thread;
        }

        @Override
        public void execute(Runnable work) {
            if (late && thread.equals(LATE)) {
                waiting.addLast(work);
            } else {
                work.run();
            }
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long delay, TimeUnit unit) {
            works.put(thread, work);
            return new Never();
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long first, long period, TimeUnit unit) {
            return scheduleWithFixedDelay(work, first, period, unit);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            execute(work);
            return new Never();
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void shutdown() {
            // nothing runs by itself, but for what was begun
            if (thread.equals(LATE)) {
                recordsLate(false);
            }
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return true;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
