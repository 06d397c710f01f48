package org.trunkline.whitelabel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * What an account calls itself, and how its clients look.
 *
 * @param document the public fields, returned as they were sent
 * @param revision grows by one with each change
 */
public record Whitelabel(AccountId account, ObjectNode document, Instant created, Instant modified, long revision) {
    public static final String DOMAIN = "domain";

    public Whitelabel {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(modified, "modified");
        document = document.deepCopy();
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }

    /** Returns the host name at which its clients are found, in lower case. */
    public Optional<String> domain() {
        return Optional.ofNullable(document.path(DOMAIN).textValue());
    }

    public Whitelabel atRevision(long newRevision) {
        return new Whitelabel(account, document, created, modified, newRevision);
    }
}
