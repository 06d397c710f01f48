package org.trunkline.limits.state.internal;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a node has of the machine that it runs on; tests have their own.
 *
 * @param clock the clock on the wall
 * @param leaseNanos counts on whatever happens to that clock, for the lease of this node
 * @param nanos the same, for calls
 * @param threads by name, who does what is to be done again and again
 */
public record Machine(
        Clock clock, LongSupplier leaseNanos, LongSupplier nanos, Function<String, ScheduledExecutorService> threads) {

    public static Machine real(Clock clock) {
        return new Machine(clock, System::nanoTime, System::nanoTime, Daemons::named);
    }

    ScheduledExecutorService thread(String name) {
        return threads.apply(name);
    }
}
