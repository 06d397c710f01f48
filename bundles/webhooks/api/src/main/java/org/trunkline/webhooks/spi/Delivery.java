package org.trunkline.webhooks.spi;

import java.time.Instant;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/**
 * Something that a receiver shall be told.
 *
 * @param id made of what is told and of whom, so that the same is never kept twice
 * @param account of the webhook
 * @param payload JSON
 * @param attempts how often the receiver was asked to take it, with an answer or without
 */
public record Delivery(String id, AccountId account, String webhook, String payload, int attempts, Instant created) {
    public Delivery {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(webhook, "webhook");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(created, "created");
    }
}
