package org.trunkline.limits.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does at once, in the thread of the caller, what it is given; what is to be done again and again it leaves to the test. */
final class AtOnceExecutor extends ScheduledThreadPoolExecutor {
    /** Returns a thread as a node has it; but a test says itself when somebody looks whether the ledger gets on. */
    static ScheduledExecutorService elseOfNode(String thread) {
        return thread.equals("trunkline-ledger-looks") ? new AtOnceExecutor() : Daemons.named(thread);
    }

    AtOnceExecutor() {
        super(0);
    }

    @Override
    public void execute(Runnable work) {
        work.run();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        work.run();
        return new Never();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long delay, TimeUnit unit) {
        return new Never();
    }

    @Override
    public <T> Future<T> submit(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        task.run();
        return task;
    }
}
