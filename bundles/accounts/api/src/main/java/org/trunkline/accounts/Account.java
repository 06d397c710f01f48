package org.trunkline.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * One account as it is stored.
 *
 * @param parent the parent; empty for root only
 * @param path the ancestors, root first and the parent last; empty for root only
 * @param name unique among all accounts by {@link #nameKey(String)}
 * @param realm the SIP realm, unique among all accounts without regard to case
 * @param enabled the account's own flag; the effective one is {@code AccountTree.enabled}
 * @param reseller whether it is flagged as reseller; root always is
 * @param childrenCount how many accounts lie directly below it
 * @param revision grows by one with each change; a write names the revision it has read
 * @param document all other public fields, those that no domain knows included; without name, realm and enabled
 */
public record Account(
        AccountId id,
        Optional<AccountId> parent,
        List<AccountId> path,
        String name,
        String realm,
        boolean enabled,
        boolean reseller,
        int childrenCount,
        Instant created,
        Instant modified,
        long revision,
        ObjectNode document) {
    public static final String NAME = "name";
    public static final String REALM = "realm";
    public static final String ENABLED = "enabled";

    public Account {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(parent, "parent");
        path = List.copyOf(path);
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(modified, "modified");
        document = document.deepCopy();
        if (!parent.equals(path.isEmpty() ? Optional.empty() : Optional.of(path.get(path.size() - 1)))) {
            throw new IllegalArgumentException("the path of an account ends with its parent: " + id);
        }
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }

    public boolean isRoot() {
        return parent.isEmpty();
    }

    /** Returns the whole public document as the wire shows it: name, realm, enabled and all other fields. */
    public ObjectNode wireDocument() {
        ObjectNode result = document();
        return result.put(NAME, name).put(REALM, realm).put(ENABLED, enabled);
    }

    public String nameKey() {
        return nameKey(name);
    }

    public String realmKey() {
        return realmKey(realm);
    }

    /** Returns what makes two names the same: lower-cased letters and digits only ("My Co." is "myco"). */
    public static String nameKey(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder();
        lower.codePoints().filter(Character::isLetterOrDigit).forEach(key::appendCodePoint);
        // A name of signs alone is compared as it is.
        return key.isEmpty() ? lower : key.toString();
    }

    public static String realmKey(String realm) {
        return realm.toLowerCase(Locale.ROOT);
    }

    public Account with(String newName, String newRealm, boolean newEnabled, ObjectNode newDocument, Instant at) {
        return new Account(
                id,
                parent,
                path,
                newName,
                newRealm,
                newEnabled,
                reseller,
                childrenCount,
                created,
                at,
                revision,
                newDocument);
    }

    public Account withReseller(boolean newReseller, Instant at) {
        return new Account(
                id, parent, path, name, realm, enabled, newReseller, childrenCount, created, at, revision, document);
    }

    /** Returns the account below another parent, that parent being the last of the path. */
    public Account withPath(List<AccountId> newPath, Instant at) {
        return new Account(
                id,
                Optional.of(newPath.get(newPath.size() - 1)),
                newPath,
                name,
                realm,
                enabled,
                reseller,
                childrenCount,
                created,
                at,
                revision,
                document);
    }

    /** Returns the path of what lies directly below. */
    public List<AccountId> pathBelow() {
        List<AccountId> below = new ArrayList<>(path);
        below.add(id);
        return List.copyOf(below);
    }

    /** Returns the account with only the fields that the reader may see. */
    public Account withDocument(ObjectNode visible) {
        return new Account(
                id, parent, path, name, realm, enabled, reseller, childrenCount, created, modified, revision, visible);
    }

    public Account withCounters(int newChildrenCount, long newRevision) {
        return new Account(
                id,
                parent,
                path,
                name,
                realm,
                enabled,
                reseller,
                newChildrenCount,
                created,
                modified,
                newRevision,
                document);
    }
}
