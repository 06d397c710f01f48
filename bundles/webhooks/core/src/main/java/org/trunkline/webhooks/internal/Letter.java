package org.trunkline.webhooks.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.trunkline.json.Json;
import org.trunkline.webhooks.Webhook;
import org.trunkline.webhooks.spi.Delivery;

/** Makes the request of a delivery, as its webhook wants it. */
final class Letter {
    static final String DELIVERY = "Trunkline-Delivery";
    static final String TIMESTAMP = "Trunkline-Timestamp";
    static final String SIGNATURE = "Trunkline-Signature";
    static final String ATTEMPT = "Trunkline-Attempt";

    private static final byte[] NOTHING = {};

    private Letter() {}

    static Sender.Request of(Webhook webhook, Delivery delivery, byte[] secret, Instant now) {
        ObjectNode document = webhook.document();
        URI uri = URI.create(URI.create(document.path(Webhook.URI).asText()).toASCIIString());
        String verb =
                document.path(WebhookDocument.VERB).asText(WebhookDocument.POST).toUpperCase(Locale.ROOT);
        boolean isGet = verb.equals("GET");
        boolean isJson = document.path(WebhookDocument.FORMAT).asText().equals(WebhookDocument.JSON) && !isGet;
        String text = isJson ? delivery.payload() : form(Json.parseObject(delivery.payload()));
        URI to = isGet ? withQuery(uri, text) : uri;
        byte[] body = isGet ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
        byte[] content = isGet ? to.getRawQuery().getBytes(StandardCharsets.US_ASCII) : body;
        long timestamp = now.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "Trunkline");
        headers.put("Accept", "*/*");
        if (!isGet) {
            headers.put("Content-Type", isJson ? "application/json" : "application/x-www-form-urlencoded");
        }
        headers.put(DELIVERY, delivery.id());
        headers.put(ATTEMPT, Integer.toString(delivery.attempts() + 1));
        headers.put(TIMESTAMP, Long.toString(timestamp));
        headers.put(SIGNATURE, Signature.of(secret, timestamp, delivery.id(), content));
        return new Sender.Request(verb, to, headers, body);
    }

    private static String form(ObjectNode payload) {
        StringJoiner form = new StringJoiner("&");
        for (Map.Entry<String, JsonNode> field : payload.properties()) {
            form.add(encoded(field.getKey()) + "=" + encoded(field.getValue().asText()));
        }
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static URI withQuery(URI uri, String more) {
        String query = uri.getRawQuery() == null || uri.getRawQuery().isEmpty() ? more : uri.getRawQuery() + "&" + more;
        String text = uri.toString();
        int end = text.indexOf('?');
        return URI.create((end < 0 ? text : text.substring(0, end)) + "?" + query);
    }
}
