package org.trunkline.itests;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A client of both APIs: {@code /v2} with a token, {@code /switch/v1} with a key. */
final class Api {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** What came back. */
    record Reply(int status, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        JsonNode data() {
            return json().path("data");
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String header;
    private final String secret;

    private Api(String base, String header, String secret) {
        this.base = base;
        this.header = header;
        this.secret = secret;
    }

    static Api anonymous(String base) {
        return new Api(base, "", "");
    }

    static Api withToken(String base, String token) {
        return new Api(base, "X-Auth-Token", token);
    }

    static Api ofSwitch(String base, String key) {
        return new Api(base, "Authorization", "Bearer " + key);
    }

    /** Logs in as the administrator of the root account. */
    static Api asRoot(String base) {
        Reply reply = login(base, "root", Node.ROOT_USER, Node.ROOT_PASSWORD);
        if (reply.status() != 201) {
            throw new AssertionError("no login: " + reply.response().body());
        }
        return withToken(base, reply.json().path("auth_token").asText());
    }

    static Reply login(String base, String account, String user, String password) {
        String credentials = md5(user + ":" + password);
        return anonymous(base)
                .send(
                        "PUT",
                        "/v2/user_auth",
                        "{\"data\":{\"credentials\":\"" + credentials + "\",\"account_name\":\"" + account + "\"}}");
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    /** @param data what goes into the envelope */
    JsonNode made(String method, String path, String data) {
        Reply reply = send(method, path, "{\"data\":" + data + "}");
        if (reply.status() / 100 != 2) {
            throw new AssertionError(
                    method + " " + path + ": " + reply.response().body());
        }
        return reply.data();
    }

    Reply send(String method, String path, String body, String... headers) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, publisher);
        if (!header.isEmpty()) {
            request.header(header, secret);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
