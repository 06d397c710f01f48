package org.trunkline.limits.internal;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.kernel.UnavailableException;

/**
 * The time within which a switch gets its answer, however long the database takes. Questions that only the database can
 * answer are asked by few threads of their own, so that those of the switch API come back in time.
 */
@Component(service = DecisionBudget.class, configurationPid = "org.trunkline.limits")
@Designate(ocd = DecisionBudget.Config.class)
public final class DecisionBudget {

    @ObjectClassDefinition(name = "Trunkline call admission", description = "Rules of call admission.")
    public @interface Config {
        @AttributeDefinition(
                description = "How long a request of a switch waits for the database, milliseconds, 1 to 60000.")
        int decision_budget_millis() default MILLIS_DEFAULT;
    }

    static final int MILLIS_DEFAULT = 250;
    private static final int MILLIS_MAX = 60_000;

    /** Fewer than there are connections: the ledger needs some. */
    private static final int ASKING_MAX = 4;

    /** So many requests at most are held until their time is over while the database says nothing. */
    private static final int WAITING_MAX = 64;

    private final long nanos;
    private final ExecutorService asking;

    /** @throws IllegalArgumentException saying what is wrong with the settings */
    @Activate
    public DecisionBudget(Config config) {
        this(config.decision_budget_millis(), threads());
    }

    /** Returns a budget outside of a container. */
    public static DecisionBudget ofMillis(int millis) {
        return new DecisionBudget(millis, threads());
    }

    /** @param asking who asks the database; closed with this */
    public DecisionBudget(int millis, ExecutorService asking) {
        if (millis < 1 || millis > MILLIS_MAX) {
            throw new IllegalArgumentException("decision.budget.millis is 1 to " + MILLIS_MAX + ", not " + millis);
        }
        nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        this.asking = asking;
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                ASKING_MAX,
                ASKING_MAX,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_MAX),
                work -> Daemons.thread(work, "trunkline-call-questions"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Deactivate
    public void close() {
        asking.shutdown();
    }

    /** Returns the patience of a request that comes in now. */
    Patience begin() {
        return new Limited(System.nanoTime() + nanos);
    }

    private final class Limited implements Patience {
        private final long endNanos;

        Limited(long endNanos) {
            this.endNanos = endNanos;
        }

        private long leftNanos() {
            return Math.max(0, endNanos - System.nanoTime());
        }

        @Override
        public <T> T ask(Supplier<T> question) {
            Future<T> answer;
            try {
                answer = asking.submit(question::get);
            } catch (RejectedExecutionException e) {
                throw late(e);
            }
            try {
                return got(answer);
            } catch (TimeoutException e) {
                // not interrupted: H2 would close its file
                answer.cancel(false);
                throw late(e);
            }
        }

        @Override
        public <T> Optional<T> await(CompletionStage<T> coming) {
            try {
                return Optional.of(got(coming.toCompletableFuture()));
            } catch (TimeoutException e) {
                return Optional.empty();
            }
        }

        private <T> T got(Future<T> coming) throws TimeoutException {
            try {
                return coming.get(leftNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw late(e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            }
        }

        private static UnavailableException late(Exception reason) {
            UnavailableException late =
                    new UnavailableException("database_late", "the database does not answer in time: ask again");
            late.initCause(reason);
            return late;
        }
    }
}
