package org.trunkline.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/**
 * The limits of one account, as they were set and as they count.
 *
 * @param limits in force: what the account has of its own, over what its sellers give to all below them
 * @param document the account's own, as clients know it, unknown keys included
 * @param revision the stored revision; 0 when never stored
 */
public record AccountLimits(AccountId account, Limits limits, ObjectNode document, long revision) {
    public AccountLimits {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(document, "document");
    }
}
