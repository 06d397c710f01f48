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
    public static final String USERNAME = "username";
    public static final String FIRST_NAME = "first_name";
    public static final String LAST_NAME = "last_name";
    public static final String EMAIL = "email";
    public static final String PRIV_LEVEL = "priv_level";
    public static final String ENABLED = "enabled";
    public static final String REQUIRE_PASSWORD_UPDATE = "require_password_update";

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

    /** Returns the whole public document as the wire shows it, without the id. */
    public ObjectNode wireDocument() {
        ObjectNode result = document();
        username.ifPresent(name -> result.put(USERNAME, name));
        result.put(FIRST_NAME, firstName).put(LAST_NAME, lastName);
        email.ifPresent(address -> result.put(EMAIL, address));
        return result.put(PRIV_LEVEL, role.name().toLowerCase(Locale.ROOT))
                .put(ENABLED, enabled)
                .put(REQUIRE_PASSWORD_UPDATE, requirePasswordUpdate);
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
