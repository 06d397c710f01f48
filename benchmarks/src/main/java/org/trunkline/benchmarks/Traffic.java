package org.trunkline.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What one switch sends over one connection, at its own rate and each with an answer that is known before: calls of an
 * account that can pay, of one that cannot, and of one that may have so many calls and always has all of them.
 */
final class Traffic implements AutoCloseable {
    /** The {@code calls} of the account that always has all of them. */
    static final int CALLS_MAX = 10;

    private static final String CALLS = "/switch/v1/calls";
    private static final int KINDS = 20;
    private static final int BILLED_SECONDS = 61;
    private static final long LATENCY_MAX_MICROS = TimeUnit.SECONDS.toMicros(60);

    /**
     * The accounts of the calls.
     *
     * @param full is used by this traffic alone
     */
    record Accounts(String rich, String poor, String full) {}

    private final Connection connection;
    private final String run;
    private final Accounts accounts;
    private final List<String> numbers;
    private final Deque<String> live = new ArrayDeque<>();
    private final Deque<String> full = new ArrayDeque<>();
    private Histogram latency = new Histogram(LATENCY_MAX_MICROS, 3);
    private Map<String, Long> wrong = new TreeMap<>();
    private boolean isFullRefused;
    private long next;

    Traffic(URI server, String key, String run, Accounts accounts, List<String> numbers) throws IOException {
        connection = new Connection(server, key);
        this.run = run;
        this.accounts = accounts;
        this.numbers = numbers;
    }

    /**
     * What a run found.
     *
     * @param latency microseconds from the moment when a message was due to its answer
     * @param longestAt when the answer came that took longest
     * @param wrong what came instead of what had to come, and how often
     * @param liveCalls that have begun and not ended, in this run or before it
     */
    record Found(Histogram latency, Instant longestAt, Map<String, Long> wrong, int liveCalls) {}

    /** Sends at this rate from now on. */
    Found send(double perSecond, long seconds) throws IOException {
        latency = new Histogram(LATENCY_MAX_MICROS, 3);
        wrong = new TreeMap<>();
        Instant longestAt = Instant.now();
        long start = System.nanoTime();
        long total = (long) (perSecond * seconds);
        for (long i = 0; i < total; i++) {
            long due = start + (long) (i * 1e9 / perSecond);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            one();
            long took = Math.min((System.nanoTime() - due) / 1_000, LATENCY_MAX_MICROS);
            if (took > latency.getMaxValue()) {
                longestAt = Instant.now();
            }
            latency.recordValue(took);
        }
        return new Found(latency, longestAt, wrong, live.size() + full.size());
    }

    private void one() throws IOException {
        long number = next++;
        int kind = (int) (number % KINDS);
        if (kind < 4) {
            begin(accounts.rich(), id(number), live);
        } else if (kind < 6) {
            expect("insufficient_credit", authorize(accounts.poor(), id(number)));
        } else if (kind < 8) {
            full(id(number));
        } else if (kind == 8) {
            end(live);
        } else {
            renew();
        }
    }

    private void begin(String account, String call, Deque<String> calls) throws IOException {
        int status = authorize(account, call);
        if (status == 200 && connection.body().contains("\"decision\":\"allow\"")) {
            calls.add(call);
        } else {
            wrong("allow", status);
        }
    }

    /** One refusal when all calls are there, then one ends and the next may begin. */
    private void full(String call) throws IOException {
        if (full.size() < CALLS_MAX) {
            begin(accounts.full(), call, full);
        } else if (isFullRefused) {
            isFullRefused = false;
            end(full);
        } else {
            isFullRefused = true;
            expect("calls_max_reached", authorize(accounts.full(), call));
        }
    }

    private void renew() throws IOException {
        if (live.isEmpty()) {
            begin(accounts.rich(), id(next), live);
            return;
        }
        String call = live.remove();
        live.add(call);
        int status = connection.post(CALLS + "/" + call + "/renew", "{\"leg\":\"a\",\"elapsed_seconds\":5}");
        expect("\"decision\":\"allow\"", status);
    }

    private void end(Deque<String> calls) throws IOException {
        String call = calls.remove();
        int status = connection.post(
                CALLS + "/" + call + "/end",
                "{\"leg\":\"a\",\"billed_seconds\":" + BILLED_SECONDS + ",\"hangup_cause\":\"NORMAL_CLEARING\"}");
        expect("\"authorized\":true", status);
    }

    private int authorize(String account, String call) throws IOException {
        String number = numbers.get(Math.floorMod(call.hashCode(), numbers.size()));
        return connection.post(
                CALLS,
                "{\"call_id\":\"" + call + "\",\"direction\":\"outbound\",\"account_id\":\"" + account
                        + "\",\"from\":\"+14155550100\",\"to\":\"" + number
                        + "\",\"resource_type\":\"offnet-termination\",\"renews\":true}");
    }

    private void expect(String part, int status) {
        if (status != 200 || !connection.body().contains(part)) {
            wrong(part, status);
        }
    }

    private void wrong(String wanted, int status) {
        wrong.merge("wanted " + wanted + ", got " + status + " " + connection.body(), 1L, Long::sum);
    }

    private String id(long number) {
        return run + "-" + number;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
