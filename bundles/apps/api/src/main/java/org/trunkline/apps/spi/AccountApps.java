package org.trunkline.apps.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;

/**
 * What one account says about apps, as it is stored.
 *
 * @param document {@code apps}: an entry per app id; {@code blacklist}: ids
 * @param revision 0 when never stored
 */
public record AccountApps(AccountId account, ObjectNode document, long revision) {
    public AccountApps {
        Objects.requireNonNull(account, "account");
        document = document.deepCopy();
    }

    /** Returns what an account says that never said anything. */
    public static AccountApps none(AccountId account) {
        return new AccountApps(account, Json.object(), 0);
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }
}
