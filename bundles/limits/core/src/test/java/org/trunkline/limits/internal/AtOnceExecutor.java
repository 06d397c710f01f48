package org.trunkline.limits.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Does at once, in the thread of the caller, what it is given. */
final class AtOnceExecutor extends ScheduledThreadPoolExecutor {
    AtOnceExecutor() {
        super(0);
    }

    @Override
    public void execute(Runnable work) {
        work.run();
    }

    @Override
    public <T> Future<T> submit(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        task.run();
        return task;
    }
}
