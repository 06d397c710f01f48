package org.trunkline.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.trunkline.demo.Checks.Check;

/** Plays the calls of the file to the switch API, in their order and as fast as the answers come. */
final class Replay {
    /** How the replay stands. */
    record Progress(long started, long over, long messages, long clockMillis) {}

    private static final int WORKERS = 8;

    /** As much as messages of different switches may overtake each other on their way. */
    private static final long LOOKAHEAD_MILLIS = 1_000;

    private final SwitchClient client;
    private final Books books;
    private final Checks checks;
    private final Timeline timeline = new Timeline(LOOKAHEAD_MILLIS);
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong over = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(WORKERS);

    Replay(SwitchClient client, Books books, Checks checks) {
        this.client = client;
        this.books = books;
        this.checks = checks;
    }

    void start(List<CallRun> calls) {
        int order = 0;
        for (CallRun call : calls) {
            timeline.add(new Timeline.Event(call.first().atMillis(), order++, call, CallRun.Step.AUTHORIZE));
        }
        for (int i = 0; i < WORKERS; i++) {
            Thread worker = new Thread(this::work, "switch-" + i);
            worker.setDaemon(true);
            worker.start();
        }
    }

    /** Returns whether all is replayed. */
    boolean awaitEnd(long millis) throws InterruptedException {
        boolean all = ended.await(millis, TimeUnit.MILLISECONDS);
        if (failure.get() instanceof DemoFailure known) {
            throw known;
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        return all;
    }

    Progress progress() {
        return new Progress(started.get(), over.get(), messages.get(), timeline.nowMillis());
    }

    private void work() {
        try {
            Optional<Timeline.Event> event = timeline.take();
            while (event.isPresent()) {
                timeline.done(event.get(), send(event.get()));
                event = timeline.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            timeline.stop();
        } finally {
            ended.countDown();
        }
    }

    private Optional<CallRun.Next> send(Timeline.Event event) {
        CallRun call = event.call();
        if (event.step() == CallRun.Step.AUTHORIZE) {
            started.incrementAndGet();
        }
        Http.Reply reply = client.send(call, event.step());
        messages.incrementAndGet();
        checks.expect(
                Check.ANSWERS,
                reply.status() == 200,
                () -> event.step() + " of " + call.plan().id() + ": " + reply.status() + " " + reply.body());
        Optional<CallRun.Next> next = reply.status() == 200 ? take(event, reply.body()) : afterError(event);
        if (next.isEmpty()) {
            over.incrementAndGet();
        }
        return next;
    }

    private Optional<CallRun.Next> take(Timeline.Event event, JsonNode body) {
        CallRun call = event.call();
        return switch (event.step()) {
            case AUTHORIZE -> {
                books.decided(body);
                judge(call, body);
                yield call.authorized(body);
            }
            case ANSWER, RENEW -> Optional.of(call.granted(body));
            case END -> {
                books.settled(body, call.wasCut());
                if (body.path("flags").isEmpty()) {
                    checks.expect(
                            Check.PRICE,
                            call.isPricedRight(body),
                            () -> "call " + call.plan().id() + ": " + body);
                }
                yield call.ended(body, event.atMillis());
            }
            case REPEAT_END -> {
                checks.expect(
                        Check.REPEATS,
                        call.isSameAsFirstEnd(body),
                        () -> "call " + call.plan().id() + ": " + body);
                yield Optional.empty();
            }
        };
    }

    private static Optional<CallRun.Next> afterError(Timeline.Event event) {
        return switch (event.step()) {
            case ANSWER, RENEW -> Optional.of(event.call().withoutGrant());
            case AUTHORIZE, END, REPEAT_END -> Optional.empty();
        };
    }

    /** Holds the decision against what the account is there to show. */
    private void judge(CallRun call, JsonNode decision) {
        boolean allowed = decision.path("decision").asText().equals("allow");
        String reason = decision.path("reason").asText();
        if (isEmergency(call.plan())) {
            expect(Check.EMERGENCY, allowed && reason.equals("emergency"), call, decision);
            return;
        }
        String billing = billing(decision, call.party());
        switch (call.party().role()) {
            case DISABLED -> expect(Check.DISABLED, !allowed && reason.equals("account_disabled"), call, decision);
            case RESTRICTED -> {
                if (call.plan().outbound()
                        && decision.path("classification").asText().equals("international")) {
                    // a number that is none is refused before anybody asks for its class
                    boolean right = reason.equals("destination_restricted") || reason.equals("number_invalid");
                    expect(Check.RESTRICTED, !allowed && right, call, decision);
                }
            }
            case NO_TRUNKS -> {
                // inbound calls after an emergency call may be calls back, which need no trunk
                if (call.plan().outbound()) {
                    expect(Check.NO_TRUNKS, !billing.startsWith("flat_rate"), call, decision);
                }
            }
            case NO_CREDIT -> expect(Check.NO_CREDIT, !billing.equals("per_minute"), call, decision);
            case RESELLER, NORMAL, FURTHER -> {}
        }
    }

    private void expect(Check check, boolean right, CallRun call, JsonNode decision) {
        checks.expect(
                check,
                right,
                () -> "call " + call.plan().id() + " to " + call.plan().to() + ": " + decision);
    }

    private static boolean isEmergency(PlannedCall plan) {
        return plan.outbound() && (plan.to().equals("911") || plan.to().equals("112"));
    }

    private static String billing(JsonNode decision, Party party) {
        for (JsonNode level : decision.path("levels")) {
            if (level.path("account_id").asText().equals(party.id())) {
                return level.path("billing").asText();
            }
        }
        return "";
    }
}
