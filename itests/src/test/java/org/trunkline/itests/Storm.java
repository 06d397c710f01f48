package org.trunkline.itests;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Switches that call and call while their node is killed: each message is repeated until it is answered. More of them want
 * to call at once than the customer may.
 */
final class Storm {
    static final int CALLS_MAX = 5;
    private static final int CALLERS = 8;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SECONDS = 55;

    private final Calls calls;
    private final String base;
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS, work -> {
        Thread thread = new Thread(work, "caller");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean goOn = true;

    Storm(Calls calls, String base) {
        this.calls = calls;
        this.base = base;
        for (int caller = 0; caller < CALLERS; caller++) {
            int number = caller;
            running.add(callers.submit(() -> call(number)));
        }
    }

    /** Returns how many calls have ended, each charged to the customer and to its reseller. */
    int ended() {
        return ended.get();
    }

    int refused() {
        return refused.get();
    }

    /** Returns what must never happen and has. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void call(int caller) {
        Api sbc = calls.switchOf(base);
        for (int i = 0; goOn; i++) {
            String id = "storm-" + caller + "-" + i;
            Api.Reply decision = untilAnswered(() -> calls.authorize(sbc, id));
            if (decision.json().path("decision").asText().equals("deny")) {
                refused.incrementAndGet();
                expect(
                        decision.json().path("reason").asText().equals("calls_max_reached"),
                        id + " refused: " + decision.response().body());
                LockSupport.parkNanos(PAUSE_NANOS / 10);
                continue;
            }
            // counted later than by the node, and no longer: if these are too many, so were those of the node
            expect(live.incrementAndGet() <= CALLS_MAX, id + " is one too many");
            Api.Reply answer = untilAnswered(() -> Calls.answer(sbc, id));
            expect(
                    answer.status() == 200,
                    id + " answered: " + answer.response().body());
            live.decrementAndGet();
            Api.Reply end = untilAnswered(() -> Calls.end(sbc, id, SECONDS));
            expect(end.status() == 200, id + " ended: " + end.response().body());
            ended.incrementAndGet();
        }
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }

    /** Asks again until somebody is there, and can tell. */
    private static Api.Reply untilAnswered(Supplier<Api.Reply> question) {
        while (true) {
            try {
                Api.Reply reply = question.get();
                String body = reply.response().body();
                // while it starts somebody else may answer: with a page that is not ours
                boolean unavailable =
                        reply.status() == 503 || !body.startsWith("{") || body.contains("\"reason\":\"unavailable\"");
                if (!unavailable) {
                    return reply;
                }
            } catch (UncheckedIOException e) {
                // killed before it could answer: what became of the question shows when it is asked again
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Lets every caller end its call. */
    void stop() throws Exception {
        goOn = false;
        for (Future<?> each : running) {
            each.get(2, TimeUnit.MINUTES);
        }
        callers.shutdown();
    }
}
