package org.trunkline.persistence;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.UserId;

/**
 * One change of stored state, as it was recorded with it.
 *
 * @param key where it stands in the list of its account: time and id
 * @param topic what kind of object, such as {@code users}
 * @param objectKey the id of the object
 * @param action past tense: {@code created}, {@code changed}, …
 * @param by who did it; empty where the reader may not know: whoever acted from above its own account
 * @param detail JSON: {@code changes} by field, {@code private} ones only for readers above, and what the topic adds
 */
public record AuditEntry(
        String key,
        Instant at,
        AccountId account,
        String topic,
        String objectKey,
        String action,
        Optional<By> by,
        String detail) {

    /**
     * Who did it.
     *
     * @param origin who really acted, as somebody else
     */
    public record By(
            Caller.Kind kind,
            AccountId account,
            Optional<UserId> user,
            String name,
            Optional<Caller.Origin> origin,
            Caller.Via via) {
        public By {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(via, "via");
        }
    }

    public AuditEntry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(objectKey, "objectKey");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(detail, "detail");
    }

    /** Returns the same without those who acted. */
    public AuditEntry withoutBy() {
        return new AuditEntry(key, at, account, topic, objectKey, action, Optional.empty(), detail);
    }

    /** Returns the same with less to tell. */
    public AuditEntry withDetail(String less) {
        return new AuditEntry(key, at, account, topic, objectKey, action, by, less);
    }
}
