package org.trunkline.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/**
 * One user of an account, without secrets.
 *
 * @param username lower-case and unique in the account; empty for a user that does not log in
 * @param email as it was sent; an empty text is kept
 * @param enabled whether the user may log in
 * @param requirePasswordUpdate whether clients must ask for a new password after the login
 * @param revision grows by one with each change; a write names the revision it has read
 * @param document all other public fields, returned as they were sent
 */
public record User(
        UserId id,
        AccountId account,
        Optional<String> username,
        String firstName,
        String lastName,
        Optional<String> email,
        Role role,
        boolean enabled,
        boolean requirePasswordUpdate,
        Instant created,
        Instant modified,
        long revision,
        ObjectNode document) {
    public User {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(firstName, "firstName");
        Objects.requireNonNull(lastName, "lastName");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(modified, "modified");
        document = document.deepCopy();
        if (username.isPresent() && !username.get().equals(username.get().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a user name is lower-case: " + id);
        }
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }

    /** Returns whether the user can administrate its account now. */
    public boolean isActiveAdministrator() {
        return enabled && role == Role.ADMIN && username.isPresent();
    }

    public User withRevision(long newRevision) {
        return new User(
                id,
                account,
                username,
                firstName,
                lastName,
                email,
                role,
                enabled,
                requirePasswordUpdate,
                created,
                modified,
                newRevision,
                document);
    }
}
