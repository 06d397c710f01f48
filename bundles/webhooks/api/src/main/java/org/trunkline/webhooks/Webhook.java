package org.trunkline.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * Where something is told, and what.
 *
 * @param id 32 lower-case hexadecimal characters
 * @param document the public fields as they are returned; the secret of its signature is not among them
 * @param disableReason why Trunkline has disabled it; empty where nobody or somebody has
 * @param revision grows by one with each change
 */
public record Webhook(
        String id,
        AccountId account,
        ObjectNode document,
        Optional<String> disableReason,
        Instant created,
        Instant modified,
        long revision) {
    public static final String NAME = "name";
    public static final String URI = "uri";
    public static final String HOOK = "hook";
    public static final String ENABLED = "enabled";
    public static final String RETRIES = "retries";
    public static final String INCLUDE_SUBACCOUNTS = "include_subaccounts";
    public static final String CUSTOM_DATA = "custom_data";
    public static final String DISABLE_REASON = "disable_reason";

    public Webhook {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(disableReason, "disableReason");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(modified, "modified");
        document = document.deepCopy();
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }

    public boolean enabled() {
        return document.path(ENABLED).asBoolean(true);
    }

    public boolean includesSubaccounts() {
        return document.path(INCLUDE_SUBACCOUNTS).asBoolean(false);
    }

    public Webhook withoutReason() {
        return new Webhook(id, account, document, Optional.empty(), created, modified, revision);
    }

    public Webhook atRevision(long newRevision) {
        return new Webhook(id, account, document, disableReason, created, modified, newRevision);
    }

    /** Returns the same without a secret that it may carry in the address: for logs. */
    @Override
    public String toString() {
        return "Webhook[" + id + "]";
    }
}
