package org.trunkline.identity.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/**
 * A document of which an account has at most one of each kind.
 *
 * @param revision counts its writes; 0 before the first
 */
public record StoredAccountDocument(AccountId account, Kind kind, ObjectNode document, long revision) {

    /** What the document says. */
    public enum Kind {
        /** How users and programs log in. */
        SECURITY,
        /** What tokens of the account may ask for. */
        TOKEN_RESTRICTIONS
    }

    public StoredAccountDocument {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(kind, "kind");
        document = document.deepCopy();
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }
}
