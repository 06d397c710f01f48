package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.StreamingOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;
import org.trunkline.rest.Unauthenticated;

/** Three bundles share /v2; one of them is taken away and brought back while the others are under load. */
class SwapTest {
    private static final int SWAPS = 40;

    /** A resource of one bundle. */
    @Path("first")
    @Produces("application/json")
    @Unauthenticated
    public static final class First {
        @GET
        public Answer get() {
            return Answer.ok(Json.object().put("from", "first"));
        }
    }

    /** A resource of another. */
    @Path("second")
    @Produces("application/json")
    @Unauthenticated
    public static final class Second {
        @GET
        public Answer get() {
            return Answer.ok(Json.object().put("from", "second"));
        }
    }

    @Test
    void losesNoRequestOfTheOthers() throws Exception {
        First first = new First();
        Second second = new Second();
        EchoResource third = new EchoResource();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        List<String> failed = new ArrayList<>();
        try (RunningApplication app = new RunningApplication(first, second, third)) {
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (String path : new String[] {"/v2/first", "/v2/second", "/v2/first", "/v2/second"}) {
                clients.add(CompletableFuture.runAsync(() -> {
                    while (!over.get()) {
                        var response = app.send("GET", path, null);
                        if (response.statusCode() != 200) {
                            synchronized (failed) {
                                failed.add(path + " " + response.statusCode());
                            }
                        }
                        answered.incrementAndGet();
                    }
                }));
            }
            // however fast swaps are: enough requests must have met one; a client that ends before its time has failed
            for (int i = 0;
                    (i < SWAPS || answered.get() <= SWAPS) && clients.stream().noneMatch(CompletableFuture::isDone);
                    i++) {
                app.publish(first, second);
                app.publish(first, second, third);
            }
            over.set(true);
            CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
        }

        assertThat(failed).isEmpty();
    }

    @Test
    void asksToTryAgainForWhatHasJustGone() throws Exception {
        First first = new First();
        Second second = new Second();
        try (RunningApplication app = new RunningApplication(first, second, new EchoResource())) {
            app.publish(second);

            for (String path : new String[] {"/v2/first", "/v2/first/below", "/v2/account/echo", "/v2/account/echo/"}) {
                var response = app.get(path);
                assertThat(response.statusCode()).as(path).isEqualTo(503);
                assertThat(response.headers().firstValue("retry-after")).contains("1");
                assertThat(response.headers().firstValue("content-type")).contains("application/json");
            }
            assertThat(app.get("/v2/firstborn").statusCode()).isEqualTo(404);
            assertThat(app.get("/v2/never").statusCode()).isEqualTo(404);
            assertThat(app.get("/v2/second").statusCode()).isEqualTo(200);

            app.clock.advance(Departed.GRACE);
            assertThat(app.get("/v2/first").statusCode()).isEqualTo(404);
        }
    }

    /** A resource whose first answer takes until it is let go. */
    @Path("slow")
    @Produces("application/json")
    @Unauthenticated
    public static final class Slow {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private volatile boolean isClosed;

        @GET
        public StreamingOutput get() {
            return output -> {
                if (asked.getCount() > 0) {
                    asked.countDown();
                    awaitLetGo();
                }
                output.write((isClosed ? "\"closed\"" : "\"open\"").getBytes(StandardCharsets.UTF_8));
            };
        }

        private void awaitLetGo() {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void givesWhatIsTakenBackToNoRequestAnyMore() throws Exception {
        First first = new First();
        Second second = new Second();
        try (RunningApplication app = new RunningApplication(first, second)) {
            app.takeBack(first);

            var response = app.get("/v2/first");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("retry-after")).contains("1");
            assertThat(response.body()).contains("being replaced");
            assertThat(app.get("/v2/second").statusCode()).isEqualTo(200);

            app.publish(first, second);
            assertThat(app.get("/v2/first").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Timeout(10)
    void takesBackWhenTheLastByteOfWhatUsedItIsSent() throws Exception {
        Slow slow = new Slow();
        try (RunningApplication app = new RunningApplication(slow, new First())) {
            var answer = app.getLater("/v2/slow");
            slow.asked.await();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> {
                app.takeBack(slow);
                slow.isClosed = true;
            });
            while (app.get("/v2/slow").statusCode() != 503) {
                Thread.onSpinWait();
            }
            assertThat(closed).isNotDone();
            slow.letGo.countDown();
            closed.join();

            assertThat(answer.join().body()).isEqualTo("\"open\"");
        }
    }

    @Test
    @Timeout(10)
    void doesNotWaitForWhatUsesOthers() throws Exception {
        Slow slow = new Slow();
        First first = new First();
        try (RunningApplication app = new RunningApplication(slow, first)) {
            var answer = app.getLater("/v2/slow");
            slow.asked.await();

            app.takeBack(first);

            assertThat(app.get("/v2/first").statusCode()).isEqualTo(503);
            slow.letGo.countDown();
            assertThat(answer.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void forgetsThatSomethingWasAwayWhenItIsBack() throws Exception {
        First first = new First();
        Second second = new Second();
        try (RunningApplication app = new RunningApplication(first, second)) {
            app.publish(second);
            app.publish(first, second);

            assertThat(app.get("/v2/first").statusCode()).isEqualTo(200);
            assertThat(app.get("/v2/first/below").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @Timeout(10)
    void letsRequestsWaitWhileTheAuthenticatorIsReplaced() throws Exception {
        try (RunningApplication app = new RunningApplication(new EchoResource())) {
            app.takeAuthenticatorAway();
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                waiting.add(app.getLater("/v2/account/echo"));
            }
            while (app.parked() < waiting.size()) {
                Thread.onSpinWait();
            }
            app.bringAuthenticatorBack();

            assertThat(waiting)
                    .allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(200));
            assertThat(app.get("/v2/account/echo").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsThemWaitNotForEver() throws Exception {
        try (RunningApplication app = new RunningApplication(new EchoResource())) {
            app.takeAuthenticatorAway();

            var response = app.get("/v2/account/echo");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("retry-after")).contains("1");
            app.bringAuthenticatorBack();
            assertThat(app.get("/v2/account/echo").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsNothingWaitForAnAuthenticatorThatIsGoneForGood() throws Exception {
        try (RunningApplication app = new RunningApplication(new EchoResource())) {
            app.takeAuthenticatorAway();
            app.clock.advance(Duration.ofMinutes(1));

            long began = System.nanoTime();
            var response = app.get("/v2/account/echo");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofMillis(RunningApplication.PARKED_MILLIS_MAX));
        }
    }

    @Test
    void answersStartingWhenNothingIsPublished() throws Exception {
        try (RunningApplication app = new RunningApplication()) {
            var response = app.send("GET", "/v2/first", null);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("retry-after")).contains("1");
        }
    }
}
