package org.trunkline.itests;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Requests that are nearly right: made of the description, and each odd in its path, its query, its headers or its body. */
final class OddRequests {
    private static final String PLACE = "@odd@";

    private static final List<String> SEGMENTS = List.of(
            "%00",
            "%ED%A0%80",
            "%FF",
            "%F0%9F%98%80",
            "%E2%80%AE",
            "..%2F..",
            "a%2Fb",
            "%20",
            "'%22%3B--",
            "%25%25",
            "-1",
            "0",
            "99999999999999999999",
            "null",
            "F".repeat(32),
            "a".repeat(65),
            "a".repeat(300),
            "%F0%9F%98%80".repeat(130));

    private static final List<String> QUERIES = List.of(
            "page_size=-1",
            "page_size=0",
            "page_size=1e9",
            "page_size=999999999",
            "start_key=%00",
            "start_key=%FF",
            "start_key=AAAA",
            "start_key=" + "a".repeat(2_000),
            "paginate=false",
            "paginate=x",
            "ascending=true&descending=true",
            "filter_a=%5B",
            "filter_a.b.c=%00",
            "filter_not_=1",
            "filter_=",
            "has_key=%00",
            "has_value=....",
            "created_from=-1",
            "created_from=1e30",
            "created_from=99999999999",
            "created_to=62167219200",
            "created_from=62167219200&created_to=62167219201",
            "modified_from=%FF",
            "accept=csv",
            "accept=xlsx",
            "accept=pdf",
            "accept=%00",
            "file_name=%0D%0AX-Odd:1",
            "pretty_print=true",
            "verb=HEAD",
            "verb=%00",
            "auth_token=%00",
            "%00=%00",
            "=",
            "&&&",
            "a=" + "%F0%9F%98%80".repeat(500));

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "-0.0",
            "1e400",
            "1e-400",
            "0.1234567890123456789",
            "9223372036854775808",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00x\"",
            "\"\\u202e\"",
            "\"../../x\"",
            "\"1e5\"",
            "\"%s%n{{x}}${x}\"",
            "[]",
            "[null]",
            "[[]]",
            "[{}]",
            "[1,\"a\",{\"id\":null}]",
            "{}",
            "{\"\":\"\"}",
            "{\"a.b\":{\"/\":1}}",
            "{\"id\":[]}",
            "[".repeat(40) + "]".repeat(40),
            "{\"a\":".repeat(40) + "1" + "}".repeat(40),
            "[".repeat(200) + "]".repeat(200));

    private static final List<Integer> LENGTHS =
            List.of(16, 17, 18, 32, 33, 64, 65, 127, 128, 129, 256, 300, 1_025, 70_000);

    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/json;charset=utf-16",
            "text/csv",
            "text/plain",
            "image/png",
            "application/gzip",
            "multipart/form-data",
            "a/b",
            "x");

    private final Random random;
    private final String base;
    private final Described described;
    private final Bodies bodies;
    private final Tenant tenant;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    OddRequests(Random random, String base, Described described, Bodies bodies, Tenant tenant) {
        this.random = random;
        this.base = base;
        this.described = described;
        this.bodies = bodies;
        this.tenant = tenant;
        this.token = Api.login(base, "root", Node.ROOT_USER, Node.ROOT_PASSWORD)
                .json()
                .path("auth_token")
                .asText();
    }

    /** Sends one; returns what it was if the server failed over it. */
    Optional<String> send(Described.Operation operation) {
        String path = path(operation);
        byte[] body = operation.takesJson() || operation.json().has("requestBody") ? body(operation) : new byte[0];
        if (isRefusedUnread(path)) {
            body = new byte[0];
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("X-Auth-Token", token)
                .method(
                        operation.verb(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers(request);
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() < 500 || isExpected(operation, response)
                    ? Optional.empty()
                    : Optional.of(operation.name() + ": " + response.statusCode() + " at " + cut(path) + " with "
                            + cut(new String(body, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(operation.name() + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The web server itself refuses an address with U+0000 with the first line of the request, and ends the connection: whoever is
     * sending a body then may see that and not the answer.
     */
    private static boolean isRefusedUnread(String path) {
        return path.split("[?]", 2)[0].contains("%00");
    }

    /** Some refusals are 500 on this wire, and are described so. */
    private static boolean isExpected(Described.Operation operation, HttpResponse<byte[]> response) {
        return operation.json().path("responses").has(Integer.toString(response.statusCode()))
                && response.statusCode() == 500
                && !new String(response.body(), StandardCharsets.UTF_8).contains("unspecified_fault");
    }

    private String path(Described.Operation operation) {
        List<String> names = operation.parameters();
        Map<String, String> values = new HashMap<>(tenant.values(operation.path()));
        // what is deleted could not be asked about again
        boolean mustBeOdd = operation.verb().equals("DELETE");
        if (!names.isEmpty() && (mustBeOdd || random.nextInt(3) == 0)) {
            String name = mustBeOdd ? names.get(names.size() - 1) : names.get(random.nextInt(names.size()));
            values.put(name, any(SEGMENTS));
        }
        String path = operation.at(values);
        return random.nextInt(2) == 0 ? path : path + "?" + query(operation);
    }

    private String query(Described.Operation operation) {
        List<String> own = new ArrayList<>();
        operation.json().path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                own.add(parameter.path("name").asText() + "=" + any(SEGMENTS));
            }
        });
        List<String> parts = new ArrayList<>();
        if (!own.isEmpty() && random.nextBoolean()) {
            parts.add(any(own));
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add(any(QUERIES));
        }
        return String.join("&", parts);
    }

    private void headers(HttpRequest.Builder request) {
        request.header("Content-Type", random.nextInt(8) == 0 ? any(CONTENT_TYPES) : "application/json");
        switch (random.nextInt(12)) {
            case 0 -> request.header("Accept", any(List.of("text/csv", "application/pdf", "image/*", "x", "*/*;q=x")));
            case 1 ->
                request.header("If-Match", any(List.of("*", "\"1\"", "x", "\"", "W/\"1\"", "99999999999999999999")));
            case 2 -> request.header("If-None-Match", any(List.of("*", "\"1\"", "\"")));
            case 3 -> request.header("Idempotency-Key", any(List.of("a", "a b", "a".repeat(256), "a".repeat(255))));
            case 4 -> request.header("X-Request-ID", any(List.of("a b", "a".repeat(200), "ä")));
            case 5 -> request.header("X-Forwarded-For", any(List.of("x", "1.2.3.4, x", "::1")));
            default -> {}
        }
    }

    private byte[] body(Described.Operation operation) {
        ObjectNode data = bodies.of(operation).orElseGet(JsonNodeFactory.instance::objectNode);
        List<String> fields = new ArrayList<>();
        described.data(operation).ifPresent(schema -> described.fields(schema, (name, any) -> fields.add(name)));
        String value = random.nextInt(3) == 0 ? text() : any(VALUES);
        for (int i = random.nextInt(3); i >= 0 && !fields.isEmpty(); i--) {
            data = Bodies.with(data, any(fields), JsonNodeFactory.instance.textNode(PLACE));
        }
        String envelope = "{\"data\":" + data + "}";
        return switch (random.nextInt(16)) {
            case 0 -> envelope.substring(0, random.nextInt(envelope.length())).getBytes(StandardCharsets.UTF_8);
            case 1 -> ("{\"data\":" + value + "}").getBytes(StandardCharsets.UTF_8);
            case 2 -> with(envelope, "\"" + "\u0001\u0002" + "\"").getBytes(StandardCharsets.UTF_16);
            case 3 -> broken(with(envelope, "\"\u00e4\u00f6\u00fc\""));
            case 4 -> ("{\"data\":{\"" + "k".repeat(5_000) + "\":" + value + "}}").getBytes(StandardCharsets.UTF_8);
            case 5 -> new byte[0];
            default -> with(envelope, value).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String with(String envelope, String value) {
        return envelope.replace("\"" + PLACE + "\"", value);
    }

    /** Halves of characters: what is no UTF-8 any more. */
    private byte[] broken(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) 0xC3;
        return bytes;
    }

    /** Long texts; of emojis, each is two of what a column counts. */
    private String text() {
        String character = any(List.of("a", "😀", "ß", "İ", "\u0301", "é"));
        return "\"" + character.repeat(any(LENGTHS)) + "\"";
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String cut(String text) {
        return text.length() <= 300 ? text : text.substring(0, 150) + "…" + text.substring(text.length() - 150);
    }
}
