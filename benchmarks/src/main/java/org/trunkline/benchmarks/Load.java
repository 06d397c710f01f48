package org.trunkline.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Loads the switch API over several kept connections and measures how long the answers take. */
final class Load {
    /**
     * What a run found.
     *
     * @param latency microseconds; at an offered rate from the moment when the message was due, so that waiting counts
     * @param answers how often each answer came: the status, and for decisions what was decided
     */
    record Result(long messages, long nanos, Histogram latency, Map<String, Long> answers) {
        double perSecond() {
            return messages * 1e9 / nanos;
        }

        double millis(double percentile) {
            return latency.getValueAtPercentile(percentile) / 1e3;
        }
    }

    private static final long LATENCY_MAX_MICROS = TimeUnit.SECONDS.toMicros(60);
    private static final String CALLS = "/switch/v1/calls";
    private static final String HEALTH = "/switch/v1/health";

    private final URI server;
    private final String key;
    private final int connections;
    private final Script script;
    private final AtomicLong numbers = new AtomicLong();

    Load(URI server, String key, int connections, Script script) {
        this.server = server;
        this.key = key;
        this.connections = connections;
        this.script = script;
    }

    /** Asks for calls as fast as the answers come. */
    Result authorizeSaturated(long seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return run((connection, part) -> {
            while (System.nanoTime() < end) {
                authorize(connection, part, System.nanoTime());
            }
        });
    }

    /** Asks whether the node decides, as fast as the answers come: what HTTP takes, and this driver, without a decision. */
    Result floorSaturated(long seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return run((connection, part) -> {
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                int status = connection.post(HEALTH, "{}");
                part.took(System.nanoTime() - start, Integer.toString(status));
            }
        });
    }

    /** Asks for calls at this rate, whether or not the answers keep up. */
    Result authorizeOffered(long perSecond, long seconds) {
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        long total = perSecond * seconds;
        AtomicLong due = new AtomicLong();
        return run((connection, part) -> {
            for (long i = due.getAndIncrement(); i < total; i = due.getAndIncrement()) {
                long at = start + i * 1_000_000_000L / perSecond;
                for (long wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                authorize(connection, part, at);
            }
        });
    }

    /** Ends calls from the first on, as fast as the answers come and no longer than that; each is on disk when it is answered. */
    Result end(List<String> calls, long billedSeconds, long secondsMax) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
        AtomicLong next = new AtomicLong();
        String body = "{\"leg\":\"a\",\"billed_seconds\":" + billedSeconds + ",\"hangup_cause\":\"NORMAL_CLEARING\"}";
        return run((connection, part) -> {
            while (System.nanoTime() < end) {
                long i = next.getAndIncrement();
                if (i >= calls.size()) {
                    return;
                }
                long start = System.nanoTime();
                int status = connection.post(CALLS + "/" + calls.get((int) i) + "/end", body);
                part.took(System.nanoTime() - start, Integer.toString(status));
            }
        });
    }

    private void authorize(Connection connection, Part part, long since) throws IOException {
        long number = numbers.getAndIncrement();
        int status = connection.post(CALLS, script.authorize(number));
        long nanos = System.nanoTime() - since;
        String answer = connection.body();
        boolean allowed = answer.contains("\"decision\":\"allow\"");
        part.took(nanos, status != 200 ? Integer.toString(status) : allowed ? "allow" : "deny");
        if (allowed) {
            script.allowed(number);
        }
    }

    private Result run(Work work) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long start = System.nanoTime();
            List<Future<Part>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                parts.add(threads.submit((Callable<Part>) () -> {
                    Part part = new Part();
                    try (Connection connection = new Connection(server, key)) {
                        work.run(connection, part);
                    }
                    return part;
                }));
            }
            Part all = new Part();
            for (Future<Part> part : parts) {
                all.add(part.get());
            }
            return new Result(
                    all.latency.getTotalCount(), System.nanoTime() - start, all.latency, Map.copyOf(all.answers));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load broke off: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What one connection does. */
    @FunctionalInterface
    private interface Work {
        void run(Connection connection, Part part) throws IOException;
    }

    /** What one connection measured. */
    private static final class Part {
        private final Histogram latency = new Histogram(LATENCY_MAX_MICROS, 3);
        private final Map<String, Long> answers = new TreeMap<>();

        void took(long nanos, String answer) {
            latency.recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos)), LATENCY_MAX_MICROS));
            answers.merge(answer, 1L, Long::sum);
        }

        void add(Part other) {
            latency.add(other.latency);
            other.answers.forEach((answer, count) -> answers.merge(answer, count, Long::sum));
        }
    }
}
