package org.trunkline.apps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

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

    /** Returns whether the account lets this caller, one of its own, use the app. */
    public boolean isFor(Caller caller) {
        return entry.map(installed -> switch (installed.path(App.ALLOWED_USERS).asText()) {
                    case App.ALL -> true;
                    case App.ADMINS -> caller.role().atLeast(Role.ADMIN);
                    default ->
                        caller.user()
                                .map(UserId::value)
                                .filter(id -> names(installed, id))
                                .isPresent();
                })
                .orElse(false);
    }

    private static boolean names(ObjectNode installed, String user) {
        for (JsonNode each : installed.path(App.USERS)) {
            if (user.equals((each.isObject() ? each.path("id") : each).asText())) {
                return true;
            }
        }
        return false;
    }
}
