package org.trunkline.kernel;

import java.util.Objects;
import java.util.Optional;

/**
 * Who is asking, from which account, with what rights, and on whose behalf. Always the first argument of a service.
 *
 * @param kind how the caller proved itself
 * @param account the account the caller belongs to; all rights start from it
 * @param user the user, where there is one
 * @param role what it may do inside what it reaches
 * @param origin who really acts, when a token was made for somebody else (impersonation)
 * @param name how logs and the audit call it: a user name, a switch id, {@code console}
 * @param requestId the id of the request, for logs and the audit; empty inside the system
 */
public record Caller(
        Kind kind,
        AccountId account,
        Optional<UserId> user,
        Role role,
        Optional<Origin> origin,
        String name,
        String requestId) {

    /** How the caller proved itself. */
    public enum Kind {
        USER,
        API_KEY,
        SWITCH,
        /** Trunkline itself and the administrator at its console: may do everything. */
        SYSTEM
    }

    /** The account and user that obtained the token. */
    public record Origin(AccountId account, Optional<UserId> user) {}

    public Caller {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(requestId, "requestId");
    }

    public static Caller user(AccountId account, UserId user, Role role, String name) {
        return new Caller(Kind.USER, account, Optional.of(user), role, Optional.empty(), name, "");
    }

    public static Caller apiKey(AccountId account) {
        return new Caller(Kind.API_KEY, account, Optional.empty(), Role.ADMIN, Optional.empty(), "api_key", "");
    }

    /** @param scope the top of the subtree that the switch may serve */
    public static Caller ofSwitch(AccountId scope, String switchId) {
        return new Caller(Kind.SWITCH, scope, Optional.empty(), Role.USER, Optional.empty(), switchId, "");
    }

    public static Caller system(AccountId root, String name) {
        return new Caller(Kind.SYSTEM, root, Optional.empty(), Role.ADMIN, Optional.empty(), name, "");
    }

    /** Returns this caller with somebody else who really acts. */
    public Caller withOrigin(Origin acting) {
        return new Caller(kind, account, user, role, Optional.of(acting), name, requestId);
    }

    public Caller withRequestId(String id) {
        return new Caller(kind, account, user, role, origin, name, id);
    }

    public boolean isSystem() {
        return kind == Kind.SYSTEM;
    }
}
