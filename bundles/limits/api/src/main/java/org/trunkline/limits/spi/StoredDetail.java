package org.trunkline.limits.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.rating.Direction;

/**
 * The detail record of one call attempt as it is stored: what lists and sums look for, and all else as a document.
 *
 * @param id {@code YYYYMM-<32 hex>}, final from the start of the attempt on
 * @param account in whose list it stands: root's for calls of nobody we know
 * @param recordedAt when it was refused or first settled: its place in the list, which no correction changes
 * @param interactionId joins the legs of one conversation
 * @param reason on the wire's name
 * @param rateName of the account's own rate; empty without one
 * @param owner the user whose call it was; empty where no switch has told
 * @param billedSeconds as settled last; 0 for refusals
 * @param document opaque here
 */
public record StoredDetail(
        String id,
        AccountId account,
        Instant recordedAt,
        Instant startedAt,
        String interactionId,
        Direction direction,
        String classification,
        String reason,
        Optional<String> rateName,
        Optional<UserId> owner,
        long billedSeconds,
        String document) {
    public StoredDetail {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(interactionId, "interactionId");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(classification, "classification");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(rateName, "rateName");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(document, "document");
    }
}
