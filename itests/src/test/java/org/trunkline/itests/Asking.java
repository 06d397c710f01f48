package org.trunkline.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Two switches and two clients of REST that ask again and again, until they are closed; each answer is known before. */
final class Asking implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<AtomicInteger> answered = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean closed;

    Asking(String base, Calls calls) {
        Api root = Api.asRoot(base);
        for (int i = 0; i < 2; i++) {
            String name = "asking-" + System.nanoTime() + "-" + i + "-";
            Api sbc = calls.switchOf(base);
            start(number -> decided(calls, sbc, name + number));
            start(number -> {
                Api.Reply reply = root.get("/v2/accounts/" + calls.customer);
                return reply.status() == 200 || reply.status() == 429
                        ? ""
                        : reply.status() + " " + reply.response().body();
            });
        }
    }

    /** Returns when each of them has had some more answers. */
    void awaitAnswers() {
        List<Integer> wanted = answered.stream().map(count -> count.get() + 20).toList();
        for (int i = 0; i < wanted.size(); i++) {
            while (answered.get(i).get() < wanted.get(i) && !running.get(i).isDone()) {
                Thread.yield();
            }
        }
    }

    /** The answers that were not the right ones. */
    Queue<String> wrong() {
        return wrong;
    }

    private void start(IntFunction<String> ask) {
        AtomicInteger count = new AtomicInteger();
        answered.add(count);
        running.add(threads.submit(() -> {
            while (!closed) {
                String found = ask.apply(count.incrementAndGet());
                if (!found.isEmpty()) {
                    wrong.add(found);
                }
            }
        }));
    }

    private static String decided(Calls calls, Api sbc, String call) {
        Api.Reply begun = calls.authorize(sbc, call);
        if (begun.status() != 200 || !begun.json().path("decision").asText().equals("allow")) {
            return "authorize: " + begun.status() + " " + begun.response().body();
        }
        Api.Reply ended = Calls.end(sbc, call, 0);
        JsonNode settled = ended.json();
        boolean right = ended.status() == 200 && settled.path("authorized").asBoolean();
        return right ? "" : "end: " + ended.status() + " " + ended.response().body();
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdown();
        try {
            for (Future<?> each : running) {
                each.get(60, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a client broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
