package org.trunkline.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.trunkline.json.Json;

/** Sends JSON and reads JSON; connections are kept and shared by all that ask. */
public final class Http {
    /** What came back; a body that is no JSON is read as missing. */
    record Reply(int status, JsonNode body) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    private static final Duration REPLY_MAX = Duration.ofSeconds(60);
    private static final int TRIES_MAX = 20;
    private static final long RETRY_MILLIS = 250;

    private final HttpClient client;
    private final String base;
    private final String header;
    private final String secret;

    Http(HttpClient client, String base, String header, String secret) {
        this.client = client;
        this.base = base;
        this.header = header;
        this.secret = secret;
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    Http with(String newHeader, String newSecret) {
        return new Http(client, base, newHeader, newSecret);
    }

    Reply get(String path) {
        return send("GET", path, "application/json", BodyPublishers.noBody());
    }

    /** Asks once, and says how it was answered. */
    int statusOf(String path) {
        return once("GET", path, "application/json", BodyPublishers.noBody()).status;
    }

    Reply json(String method, String path, JsonNode body) {
        return send(method, path, "application/json", BodyPublishers.ofString(Json.write(body)));
    }

    /** A 503 means: the same again in a moment. Every message of ours may be repeated. */
    Reply send(String method, String path, String type, BodyPublisher body) {
        Reply reply = once(method, path, type, body);
        for (int tries = 1; reply.status == 503 && tries < TRIES_MAX; tries++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
            reply = once(method, path, type, body);
        }
        return reply;
    }

    private Reply once(String method, String path, String type, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(REPLY_MAX)
                .header("Content-Type", type)
                .method(method, body);
        if (!header.isEmpty()) {
            request.header(header, secret);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), parsed(response.body()));
        } catch (IOException e) {
            throw new DemoFailure(method + " " + path + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted", e);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : Json.parse(text);
        } catch (IllegalArgumentException noJson) {
            return MissingNode.getInstance();
        }
    }
}
