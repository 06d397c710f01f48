package org.trunkline.apps.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.trunkline.apps.AccountApp;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;

/** Apps as the wire shows them (crossbar-api §8.2). */
final class AppJson {
    /** What rows of lists show where the app has it. */
    private static final List<String> ROW = List.of(
            "id",
            "name",
            "i18n",
            "tags",
            "api_url",
            "source_url",
            "account_id",
            "users",
            "allowed_users",
            "masqueradable",
            "phase",
            "extends",
            "extensions",
            "screenshots");

    private final AccountTree tree;

    AppJson(AccountTree tree) {
        this.tree = tree;
    }

    /** The whole app. Its {@code account_id} is the account that offers it to all others: root. */
    ObjectNode document(AccountApp app) {
        return app.document().put("account_id", tree.root().id().value());
    }

    ObjectNode row(AccountApp app) {
        ObjectNode document = document(app);
        ObjectNode row = Json.object();
        ROW.stream().filter(document::has).forEach(field -> row.set(field, document.get(field)));
        return row;
    }
}
