package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.junit.jupiter.api.Test;
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
            for (int i = 0; i < SWAPS; i++) {
                app.publish(first, second);
                app.publish(first, second, third);
            }
            over.set(true);
            CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
        }

        assertThat(failed).isEmpty();
        assertThat(answered.get()).isGreaterThan(SWAPS);
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
