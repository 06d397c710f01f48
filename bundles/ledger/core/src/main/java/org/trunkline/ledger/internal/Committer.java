package org.trunkline.ledger.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.ledger.spi.LedgerStore.Posted;

/**
 * Takes postings and commits them in groups, in three steps that work at the same time: the next group is made ready, the
 * group before it is written, and those who waited for the one before that are told.
 */
final class Committer {
    private static final int GROUP_MAX = 500;

    /** More postings than this never wait; each waiting one is a request in progress. */
    private static final int WAITING_MAX = 20_000;

    private static final int CLOSE_MILLIS = 30_000;

    private record Waiting(Order order, CompletableFuture<Posted> posted) {}

    /** @param post empty at the end */
    private record Ready(List<Waiting> group, Optional<Supplier<List<Posted>>> post) {}

    /** One posting of a group is committed, or has failed; empty at the end. */
    private record Answers(Optional<Runnable> told) {}

    private final LedgerStore store;
    private final Clock clock;
    private final Consumer<Posted> teller;
    private final List<Waiting> queue = new ArrayList<>();
    private final BlockingQueue<Ready> ready = new LinkedBlockingQueue<>();
    private final Semaphore ahead = new Semaphore(1);
    private final BlockingQueue<Answers> answers = new LinkedBlockingQueue<>();
    private final List<Thread> threads;
    private boolean closed;

    /** @param teller told of each posting before the one who waits for it */
    Committer(LedgerStore store, Clock clock, Consumer<Posted> teller) {
        this.store = store;
        this.clock = clock;
        this.teller = teller;
        threads = List.of(
                thread("trunkline-ledger-preparer", this::prepareAll),
                thread("trunkline-ledger-committer", this::writeAll),
                thread("trunkline-ledger-teller", this::tellAll));
        threads.forEach(Thread::start);
    }

    private static Thread thread(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        return thread;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }

    /** Ends when everything that was taken is committed. */
    void close() {
        synchronized (queue) {
            closed = true;
            queue.notifyAll();
        }
        try {
            for (Thread thread : threads) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws UnavailableException if too many wait already, or at the end */
    CompletableFuture<Posted> add(Order order) {
        Waiting waiting = new Waiting(order, new CompletableFuture<>());
        synchronized (queue) {
            if (closed || queue.size() >= WAITING_MAX) {
                throw busy();
            }
            queue.add(waiting);
            queue.notifyAll();
        }
        return waiting.posted();
    }

    /** Returns how many postings are in no group yet. */
    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    private static UnavailableException busy() {
        return new UnavailableException("ledger_busy", "the ledger takes no postings at the moment");
    }

    private void prepareAll() throws InterruptedException {
        try {
            for (List<Waiting> group = next(); !group.isEmpty(); group = next()) {
                ready.add(new Ready(group, Optional.of(prepared(group))));
            }
        } finally {
            refuseAll();
            ready.add(new Ready(List.of(), Optional.empty()));
        }
    }

    private Supplier<List<Posted>> prepared(List<Waiting> group) {
        try {
            return store.prepare(group.stream().map(Waiting::order).toList(), clock.instant());
        } catch (RuntimeException | Error e) {
            group.forEach(each -> each.posted().completeExceptionally(e));
            throw e;
        }
    }

    private List<Waiting> next() throws InterruptedException {
        // one group ahead and no more: the longer the next one waits, the more are in it
        ahead.acquire();
        synchronized (queue) {
            while (queue.isEmpty() && !closed) {
                queue.wait();
            }
            List<Waiting> head = queue.subList(0, Math.min(GROUP_MAX, queue.size()));
            List<Waiting> group = List.copyOf(head);
            head.clear();
            return group;
        }
    }

    /** Nobody waits for a committer that is gone. */
    private void refuseAll() {
        List<Waiting> left;
        synchronized (queue) {
            closed = true;
            left = List.copyOf(queue);
            queue.clear();
        }
        left.forEach(each -> each.posted().completeExceptionally(busy()));
    }

    /** After an error nothing more is taken, but what was made ready is written: the one who makes ready counts on it. */
    private void writeAll() throws InterruptedException {
        Optional<Error> failure = Optional.empty();
        try {
            for (Ready next = ready.take(); next.post().isPresent(); next = ready.take()) {
                ahead.release();
                try {
                    write(next.group(), next.post().get());
                } catch (Error e) {
                    failure = Optional.of(e);
                    refuseAll();
                }
            }
        } finally {
            answers.add(new Answers(Optional.empty()));
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void write(List<Waiting> group, Supplier<List<Posted>> post) {
        try {
            List<Posted> posted = post.get();
            answer(() -> {
                for (int i = 0; i < group.size(); i++) {
                    tell(posted.get(i), group.get(i).posted());
                }
            });
        } catch (UnavailableException e) {
            fail(group, e);
        } catch (RuntimeException e) {
            // the outermost frame of this thread; one bad posting must not take the others of its group with it
            if (group.size() == 1) {
                fail(group, e);
            } else {
                int half = group.size() / 2;
                writeAnew(group.subList(0, half));
                writeAnew(group.subList(half, group.size()));
            }
        } catch (Error e) {
            fail(group, e);
            throw e;
        }
    }

    private void tell(Posted posted, CompletableFuture<Posted> waiting) {
        try {
            teller.accept(posted);
            waiting.complete(posted);
        } catch (RuntimeException | Error e) {
            waiting.completeExceptionally(e);
        }
    }

    private void writeAnew(List<Waiting> group) {
        write(group, () -> store.post(group.stream().map(Waiting::order).toList(), clock.instant()));
    }

    private void fail(List<Waiting> group, Throwable failure) {
        answer(() -> group.forEach(each -> each.posted().completeExceptionally(failure)));
    }

    private void answer(Runnable told) {
        answers.add(new Answers(Optional.of(told)));
    }

    private void tellAll() throws InterruptedException {
        for (Answers next = answers.take(); next.told().isPresent(); next = answers.take()) {
            next.told().get().run();
        }
    }
}
