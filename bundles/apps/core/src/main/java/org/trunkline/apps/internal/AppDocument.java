package org.trunkline.apps.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.trunkline.apps.App;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Ids;

/** What documents of apps, and of who may use them, must look like (crossbar-api §8.3). */
final class AppDocument {
    private static final List<String> AUDIENCES = List.of("all", "admins", "specific");
    private static final int USERS_MAX = 5_000;
    private static final int BLACKLIST_MAX = 1_000;
    private static final int SCREENSHOTS_MAX = 20;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

    private AppDocument() {}

    /**
     * Reads an app of the catalogue. Without an id it gets one that its name gives it, the same on every node.
     *
     * @throws org.trunkline.kernel.InvalidException with everything that is wrong
     */
    static App read(ObjectNode document) {
        Checks checks = new Checks(document).require(App.NAME, "i18n");
        String name = checks.string(App.NAME, 3, 64).orElse("");
        String id = checks.string("id", 32, 32, ID).orElseGet(() -> idOf(name));
        checks.object("i18n").ifPresent(texts -> texts.fieldNames().forEachRemaining(language -> {
            checks.require("i18n." + language + ".label", "i18n." + language + ".description");
            checks.string("i18n." + language + ".label", 3, 64);
            checks.string("i18n." + language + ".description", 3, 1_000);
        }));
        checks.oneOf(App.ALLOWED_USERS, AUDIENCES);
        checks.bool(App.PUBLISHED);
        checks.bool("masqueradable");
        checks.string(App.ICON, 3, 128, FILE);
        checks.strings(App.SCREENSHOTS, SCREENSHOTS_MAX, 128).orElse(List.of()).stream()
                .filter(file -> !FILE.matcher(file).matches())
                .forEach(file -> checks.add(FieldError.of(
                        App.SCREENSHOTS, "pattern", "Screenshots must be names of files beside the document")));
        checks.size(Checks.DOCUMENT_LENGTH_MAX).throwIfAny();
        ObjectNode kept = Json.publicKeys(document);
        kept.remove("id");
        return new App(id, kept);
    }

    private static String idOf(String name) {
        byte[] bytes = ("trunkline.app:" + name).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
    }

    /** Reads who may use an app: what of the document says that, and nothing else. */
    static ObjectNode entry(ObjectNode document) {
        Checks checks = new Checks(document);
        String audience = checks.oneOf(App.ALLOWED_USERS, AUDIENCES).orElse("specific");
        ArrayNode users = Json.nodes().arrayNode();
        JsonNode sent = document.path(App.USERS);
        if (!sent.isMissingNode() && !sent.isNull() && !sent.isArray()) {
            checks.add(FieldError.of(App.USERS, "type", "Value did not match type(s): array"));
        } else if (sent.size() > USERS_MAX) {
            checks.add(FieldError.of(App.USERS, "maxItems", "The list is more than " + USERS_MAX + " items"));
        } else {
            for (int i = 0; i < sent.size(); i++) {
                JsonNode id = sent.get(i).isObject() ? sent.get(i).path("id") : sent.get(i);
                if (Ids.isWellFormed(id.textValue())) {
                    users.addObject().put("id", id.textValue());
                } else {
                    checks.add(
                            FieldError.of(App.USERS + "." + i, "pattern", "Users must be ids, or objects with an id"));
                }
            }
        }
        checks.throwIfAny();
        ObjectNode entry = Json.object().put(App.ALLOWED_USERS, audience);
        entry.set(App.USERS, users);
        return entry;
    }

    /** Reads the ids of apps that an account shall not be offered. */
    static List<String> blacklist(ObjectNode document) {
        Checks checks = new Checks(document).require(AppManager.BLACKLIST);
        // an empty list is one too, and says that all are offered again
        List<String> ids =
                checks.strings(AppManager.BLACKLIST, BLACKLIST_MAX, 64).orElse(List.of());
        checks.throwIfAny();
        return ids.stream().distinct().toList();
    }
}
