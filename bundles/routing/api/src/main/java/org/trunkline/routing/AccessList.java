package org.trunkline.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/**
 * From where phones of an account may register and call (crossbar-api §2.6).
 *
 * @param document {@code order, cidrs, user_agent} and any others; empty where nothing is said
 * @param revision grows by one with each change; 0 where nothing is said
 */
public record AccessList(AccountId account, ObjectNode document, long revision) {
    public AccessList {
        Objects.requireNonNull(account, "account");
        document = document.deepCopy();
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }
}
