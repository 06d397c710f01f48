package org.trunkline.limits.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;

/**
 * The limits of one account as they are stored: the document says all.
 *
 * @param revision 0 when never stored
 */
public record LimitDocument(AccountId account, ObjectNode document, long revision) {
    public LimitDocument {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(document, "document");
    }

    /** Returns the limits of an account that has none of its own. */
    public static LimitDocument empty(AccountId account) {
        return new LimitDocument(account, Json.object(), 0);
    }

    public LimitDocument atRevision(long newRevision) {
        return new LimitDocument(account, document, newRevision);
    }
}
