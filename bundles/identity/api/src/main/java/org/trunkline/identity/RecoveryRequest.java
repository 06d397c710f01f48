package org.trunkline.identity;

import java.util.Objects;
import java.util.Optional;

/**
 * What somebody knows who has forgotten a password.
 *
 * @param accountName the name of the account; only its letters and digits count
 * @param accountRealm the realm of the account; looked for before the name
 * @param phoneNumber a number of the account; looked for first
 * @param uiUrl the page that the mailed link leads to
 */
public record RecoveryRequest(
        Optional<String> accountName,
        Optional<String> accountRealm,
        Optional<String> phoneNumber,
        String username,
        String uiUrl) {
    public RecoveryRequest {
        Objects.requireNonNull(accountName, "accountName");
        Objects.requireNonNull(accountRealm, "accountRealm");
        Objects.requireNonNull(phoneNumber, "phoneNumber");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(uiUrl, "uiUrl");
    }
}
