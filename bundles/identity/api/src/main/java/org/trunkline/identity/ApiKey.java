package org.trunkline.identity;

import java.time.Instant;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/** What may be told about the key of an account. */
public record ApiKey(AccountId account, String lastFour, Instant created) {
    public ApiKey {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(lastFour, "lastFour");
        Objects.requireNonNull(created, "created");
    }
}
