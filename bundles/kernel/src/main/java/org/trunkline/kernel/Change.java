package org.trunkline.kernel;

import java.time.Instant;
import java.util.Objects;

/**
 * One change of stored state: who did what to which object. Stores write it to the audit and to the outbox in the
 * transaction of the change itself; after the commit the {@link ChangeFeed} hands it to read models.
 *
 * @param topic what kind of object, in the plural: {@code accounts}, {@code limits}, {@code decks}
 * @param key the id of the object
 * @param account the account it belongs to
 * @param action what happened, past tense: {@code created}, {@code changed}, {@code deleted}, …
 * @param by who did it
 * @param at when
 * @param detail what changed, as JSON; never a secret
 */
public record Change(String topic, String key, AccountId account, String action, Caller by, Instant at, String detail) {
    public Change {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(detail, "detail");
    }
}
