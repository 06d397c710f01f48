package org.trunkline.identity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;

/**
 * What is kept of an attempt to log in to an account that exists (crossbar-api §2.3, {@code login_attempt}).
 *
 * @param id unique in the account; later ones are greater
 * @param user who it was; empty where the credentials fit nobody, and for an API key
 * @param module {@code cb_user_auth} or {@code cb_api_auth}
 * @param message what came of it, for people
 */
public record LoginRecord(
        String id,
        AccountId account,
        Optional<UserId> user,
        String module,
        boolean success,
        String message,
        LoginSource source,
        Instant at) {
    public LoginRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(at, "at");
    }
}
