package org.trunkline.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The switch API as a switch uses it. */
final class SwitchClient {
    private static final String CALLS = "/switch/v1/calls";
    private static final int PAGES_MAX = 1_000;

    private final Http http;

    SwitchClient(Http http, String key) {
        this.http = http.with("Authorization", "Bearer " + key);
    }

    Http.Reply send(CallRun call, CallRun.Step step) {
        String path =
                switch (step) {
                    case AUTHORIZE -> CALLS;
                    case ANSWER -> CALLS + "/" + encoded(call) + "/answer";
                    case RENEW -> CALLS + "/" + encoded(call) + "/renew";
                    case END, REPEAT_END -> CALLS + "/" + encoded(call) + "/end";
                };
        return http.json("POST", path, call.body(step));
    }

    /** Counts the calls that the server believes to be live. */
    long liveCalls() {
        long count = 0;
        String from = "";
        for (int page = 0; page < PAGES_MAX; page++) {
            Http.Reply reply = http.get(CALLS + from);
            if (!reply.ok()) {
                throw new DemoFailure("could not list the live calls: " + reply.status() + " " + reply.body());
            }
            JsonNode list = reply.body().path("calls");
            count += list.isArray() ? list.size() : reply.body().path("data").size();
            String next = reply.body().path("next_start_key").asText("");
            if (next.isEmpty() || next.equals("null")) {
                return count;
            }
            from = "?start_key=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        }
        throw new DemoFailure("the list of live calls does not end");
    }

    private static String encoded(CallRun call) {
        return URLEncoder.encode(call.plan().id(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
