package org.trunkline.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * One app of the catalogue.
 *
 * @param id 32 lower-case hexadecimal characters, the same on every node
 * @param document what clients read of it (crossbar-api §8.3): {@code name, i18n, tags, …}; {@code allowed_users} where the
 *     app counts as installed in every account that says nothing else
 */
public record App(String id, ObjectNode document) {
    public static final String NAME = "name";
    public static final String ICON = "icon";
    public static final String SCREENSHOTS = "screenshots";
    public static final String PUBLISHED = "published";
    public static final String ALLOWED_USERS = "allowed_users";
    public static final String USERS = "users";

    /** A value of {@link #ALLOWED_USERS}, as is {@link #ADMINS}; otherwise {@link #USERS} names them. */
    public static final String ALL = "all";

    public static final String ADMINS = "admins";

    public App {
        Objects.requireNonNull(id, "id");
        document = document.deepCopy();
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }

    /** The short name by which clients load the app, such as {@code accounts}. */
    public String name() {
        return document.path(NAME).asText();
    }

    /** Returns whether accounts below root are offered it. */
    public boolean published() {
        return document.path(PUBLISHED).asBoolean(true);
    }
}
