package org.trunkline.identity.spi;

import java.util.Objects;
import java.util.Optional;
import org.trunkline.identity.User;

/**
 * A user with what proves it.
 *
 * @param password empty for a user that does not log in
 * @param series names the tokens that are valid for the user; a new one ends all older tokens
 */
public record StoredUser(User user, Optional<PasswordHash> password, String series) {
    public StoredUser {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(series, "series");
    }

    public StoredUser withRevision(long revision) {
        return new StoredUser(user.withRevision(revision), password, series);
    }
}
