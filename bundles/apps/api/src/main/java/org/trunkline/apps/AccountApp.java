package org.trunkline.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/**
 * An app as one account has it.
 *
 * @param entry who may use it, while it is installed: {@code allowed_users} (all, admins, specific) and {@code users}
 */
public record AccountApp(App app, Optional<ObjectNode> entry) {
    public AccountApp {
        Objects.requireNonNull(app, "app");
        entry = entry.map(ObjectNode::deepCopy);
    }

    /** Returns the document of the app with what the account says about it. */
    public ObjectNode document() {
        ObjectNode document = app.document();
        document.remove(App.ALLOWED_USERS);
        document.remove(App.USERS);
        entry.ifPresent(document::setAll);
        return document.put("id", app.id());
    }
}
