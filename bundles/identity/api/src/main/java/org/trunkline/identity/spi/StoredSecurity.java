package org.trunkline.identity.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/** How users and programs may log in to an account, as it was set there. */
public record StoredSecurity(AccountId account, ObjectNode document, long revision) {
    public StoredSecurity {
        Objects.requireNonNull(account, "account");
        document = document.deepCopy();
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }
}
