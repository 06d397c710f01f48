package org.trunkline.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/**
 * Settings with a name, which a reseller gives to accounts below it again and again.
 *
 * @param owner the reseller, or root, that keeps it
 * @param name unique among those of its owner by {@link #nameKey(String)}
 * @param revision grows by one with each change; a write names the revision it has read
 * @param settings by the field of the {@code TemplatePart} that knows what they mean
 */
public record AccountTemplate(
        String id,
        AccountId owner,
        String name,
        Instant created,
        Instant modified,
        long revision,
        ObjectNode settings) {
    public static final String NAME = "name";

    public AccountTemplate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(modified, "modified");
        settings = settings.deepCopy();
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode settings() {
        return settings.deepCopy();
    }

    /** Returns the document that the wire shows. */
    public ObjectNode document() {
        return settings().put(NAME, name);
    }

    public String nameKey() {
        return nameKey(name);
    }

    /** Returns what makes two names the same: without regard to case. */
    public static String nameKey(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    public AccountTemplate withRevision(long newRevision) {
        return new AccountTemplate(id, owner, name, created, modified, newRevision, settings);
    }
}
