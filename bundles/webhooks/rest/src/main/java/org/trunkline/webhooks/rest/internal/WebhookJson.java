package org.trunkline.webhooks.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.webhooks.Attempt;
import org.trunkline.webhooks.Hook;
import org.trunkline.webhooks.Webhook;

/** Webhooks as the wire shows them (crossbar-api §9.3). */
final class WebhookJson {
    private static final List<String> ROW = List.of(Webhook.NAME, Webhook.HOOK, Webhook.URI, Webhook.ENABLED);

    private WebhookJson() {}

    static String known(String id) {
        if (!Ids.isWellFormed(id)) {
            throw new NotFoundException(id.length() > 64 ? id.substring(0, 64) : id);
        }
        return id;
    }

    static ObjectNode document(Webhook webhook) {
        ObjectNode document = webhook.document().put("id", webhook.id());
        webhook.disableReason().ifPresent(reason -> document.put(Webhook.DISABLE_REASON, reason));
        return document;
    }

    /** Filters may ask when, which answers do not show. */
    static ObjectNode filtered(Webhook webhook) {
        return document(webhook)
                .put("pvt_created", GregorianTime.of(webhook.created()))
                .put("pvt_modified", GregorianTime.of(webhook.modified()));
    }

    static ObjectNode row(Webhook webhook) {
        ObjectNode document = document(webhook);
        ObjectNode row = Json.object().put("id", webhook.id());
        ROW.forEach(field -> row.set(field, document.get(field)));
        if (document.has(Webhook.DISABLE_REASON)) {
            row.set(Webhook.DISABLE_REASON, document.get(Webhook.DISABLE_REASON));
        }
        return row;
    }

    static ObjectNode hook(Hook hook) {
        ObjectNode shown =
                Json.object().put("id", hook.id()).put("name", hook.name()).put("description", hook.description());
        ObjectNode modifiers = shown.putObject("modifiers");
        modifier(modifiers, "type", "What kind of object", hook.types());
        modifier(modifiers, "action", "What happened to it", hook.actions());
        return shown;
    }

    private static void modifier(ObjectNode modifiers, String name, String description, List<String> items) {
        var list = modifiers
                .putObject(name)
                .put("type", "array")
                .put("description", description)
                .putArray("items");
        list.add("all");
        items.forEach(list::add);
    }

    static ObjectNode attempt(Attempt attempt) {
        ObjectNode shown = Json.object()
                .put("id", attempt.id())
                .put("hook_id", attempt.webhook())
                .put("delivery_id", attempt.delivery())
                .put("timestamp", GregorianTime.of(attempt.at()))
                .put("result", attempt.succeeded() ? "success" : "failure");
        attempt.responseCode().ifPresent(code -> shown.put("response_code", code));
        if (!attempt.succeeded()) {
            shown.put("reason", attempt.reason()).put("retries_left", attempt.retriesLeft());
        }
        return shown;
    }
}
