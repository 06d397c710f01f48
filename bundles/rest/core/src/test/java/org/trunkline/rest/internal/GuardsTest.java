package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;

/** What stands before the resources: the bucket of each client, the alias of the caller's account, known media types. */
class GuardsTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private static final String ECHO = "/v2/accounts/" + RunningApplication.ACCOUNT + "/echo";

    @Test
    void anEmptyBucketAnswers429AndTellsHowMuchWasLeft() throws Exception {
        try (RunningApplication application = new RunningApplication(new RateLimiter(NOON, 3, 0), new EchoResource())) {
            HttpResponse<String> first = application.get(ECHO);
            application.get(ECHO);
            application.get(ECHO);
            HttpResponse<String> fourth = application.get(ECHO);

            assertThat(Json.parseObject(first.body()).at("/tokens/remaining").intValue())
                    .isEqualTo(2);
            assertThat(fourth.statusCode()).isEqualTo(429);
            assertThat(Json.parseObject(fourth.body()).path("message").textValue())
                    .isEqualTo("too_many_requests");
            assertThat(application
                            .send("OPTIONS", ECHO, null, "Origin", "http://ui.example")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void guessingTokensEmptiesTheBucketOfTheAddress() throws Exception {
        try (RunningApplication application = new RunningApplication(new RateLimiter(NOON, 2, 0), new EchoResource())) {
            assertThat(application
                            .send("GET", ECHO, null, "X-Auth-Token", "bad1")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(application
                            .send("GET", ECHO, null, "X-Auth-Token", "bad2")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(application
                            .send("GET", ECHO, null, "X-Auth-Token", "bad3")
                            .statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void theAliasNeedsAToken() throws Exception {
        try (RunningApplication application = new RunningApplication(new EchoResource())) {
            assertThat(application.send("GET", "/v2/account/echo", null).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aBodyOfAnUnknownTypeIsNotSupported() throws Exception {
        try (RunningApplication application = new RunningApplication(new EchoResource())) {
            HttpResponse<String> answer =
                    application.send("PUT", ECHO, "<a/>", "X-Auth-Token", "good", "Content-Type", "application/xml");

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(Json.parseObject(answer.body()).path("error").textValue())
                    .isEqualTo("415");
        }
    }

    @Test
    void aTokenThatIsNotGoodForARequestIsRefusedHoweverThatIsWritten() throws Exception {
        try (RunningApplication application = new RunningApplication(new EchoResource())) {
            String restricted = ECHO + "/restricted";
            for (String path : List.of(restricted, "/v2/account/echo/restricted", ECHO + ";a=b/restricted;c=d")) {
                HttpResponse<String> answer = application.send("PUT", path, null, "X-Auth-Token", "good");

                assertThat(answer.statusCode()).as(path).isEqualTo(403);
                assertThat(Json.parseObject(answer.body()).at("/data/cause").textValue())
                        .isEqualTo("access denied by token restrictions");
            }
            assertThat(application
                            .send("POST", restricted + "?verb=PUT", null, "X-Auth-Token", "good")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(application
                            .send("GET", restricted, null, "X-Auth-Token", "good")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
