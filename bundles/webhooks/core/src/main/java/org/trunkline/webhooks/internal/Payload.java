package org.trunkline.webhooks.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Outbox.Entry;
import org.trunkline.webhooks.Webhook;

/** What a receiver is told of a change. */
final class Payload {
    /** The changes that are told, by topic. Those of accounts that stand beside a {@code changed} tell nothing that it does not. */
    static final Map<String, Set<String>> ACTIONS = Map.of(
            "accounts", Set.of("created", "restored", "changed", "moved", "promoted", "demoted", "deleted"),
            "users", Set.of("created", "changed", "login_changed", "deleted"),
            "callflows", Set.of("created", "changed", "deleted"));

    private static final Map<String, String> TYPES =
            Map.of("accounts", "account", "users", "user", "callflows", "callflow");

    /** What samples tell of: nothing that is. */
    private static final AccountId SAMPLE_ACCOUNT = new AccountId("0a".repeat(16));

    private static final String SAMPLE_OBJECT = "0b".repeat(16);
    private static final Instant SAMPLE_TIME = Instant.parse("2026-01-01T00:00:00Z");

    private Payload() {}

    /** Returns whether the webhook with this document wants to know of the change. */
    static boolean isWanted(ObjectNode document, Entry entry) {
        String type =
                document.path(Webhook.CUSTOM_DATA).path(WebhookDocument.TYPE).asText();
        String action =
                document.path(Webhook.CUSTOM_DATA).path(WebhookDocument.ACTION).asText();
        return (type.equals(WebhookDocument.ALL) || type.equals(TYPES.get(entry.topic())))
                && (action.equals(WebhookDocument.ALL) || action.equals(action(entry.action())));
    }

    static ObjectNode of(ObjectNode document, Entry entry) {
        ObjectNode payload = Json.object();
        if (document.path(Webhook.CUSTOM_DATA) instanceof ObjectNode custom) {
            payload.setAll(custom.deepCopy());
        }
        return payload.put("hook_event", document.path(Webhook.HOOK).asText())
                .put(WebhookDocument.TYPE, TYPES.get(entry.topic()))
                .put(WebhookDocument.ACTION, action(entry.action()))
                .put("id", entry.key())
                .put("account_id", entry.account().value())
                .put("timestamp", GregorianTime.of(entry.at()));
    }

    private static String action(String action) {
        return switch (action) {
            case "created", "restored" -> "doc_created";
            case "deleted" -> "doc_deleted";
            default -> "doc_edited";
        };
    }

    /** Returns what a webhook that wants everything would be told, once for each kind of object and each thing that may happen to it. */
    static List<ObjectNode> samples() {
        ObjectNode document = Json.object().put(Webhook.HOOK, WebhookDocument.OBJECT.id());
        document.putObject(Webhook.CUSTOM_DATA)
                .put(WebhookDocument.TYPE, WebhookDocument.ALL)
                .put(WebhookDocument.ACTION, WebhookDocument.ALL);
        List<ObjectNode> samples = new ArrayList<>();
        for (String type : WebhookDocument.OBJECT.types()) {
            for (String action : WebhookDocument.OBJECT.actions()) {
                samples.add(of(document, sample(type, action)));
            }
        }
        return samples;
    }

    private static Entry sample(String type, String told) {
        String topic = first(TYPES.keySet(), each -> TYPES.get(each).equals(type));
        String action = first(ACTIONS.get(topic), each -> action(each).equals(told));
        boolean isAccount = topic.equals("accounts");
        return new Entry(
                SAMPLE_OBJECT,
                topic,
                isAccount ? SAMPLE_ACCOUNT.value() : SAMPLE_OBJECT,
                SAMPLE_ACCOUNT,
                action,
                SAMPLE_TIME,
                "{}");
    }

    private static String first(Set<String> some, Predicate<String> wanted) {
        return some.stream().filter(wanted).sorted().findFirst().orElseThrow();
    }
}
