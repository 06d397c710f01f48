package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.trunkline.accounts.AccountService;
import org.trunkline.accounts.spi.TemplatePart;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Permission;

/** A field of the account itself that only those write who sell to it. */
final class SettingPart implements TemplatePart {
    /** What templates restrict. */
    static final List<String> FIELDS =
            List.of(AccountDocument.RESTRICTION, AccountDocument.RESTRICTION_BELOW, "ui_restrictions");

    private final String field;
    private final AccountService accounts;
    private final TreeModel tree;

    SettingPart(String field, AccountService accounts, TreeModel tree) {
        this.field = field;
        this.accounts = accounts;
        this.tree = tree;
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public JsonNode check(Caller caller, AccountId owner, JsonNode settings) {
        if (!settings.isObject()) {
            throw new InvalidException(List.of(
                    new FieldError(field, "type", "Value did not match type(s): object", "object", settings, null)));
        }
        ObjectNode document = document(settings.deepCopy());
        SettingChecks.check(document).throwIfAny();
        return document.get(field);
    }

    @Override
    public ObjectNode preview(Caller caller, AccountId account, JsonNode settings) {
        // from others the account would silently keep what it has
        tree.require(caller, account, Permission.ACCOUNT_CONTROL);
        ObjectNode before = Json.object();
        JsonNode stored = accounts.get(caller, account).document().path(field);
        if (!stored.isMissingNode()) {
            before.set(field, stored);
        }
        return Differences.of(before, Json.merged(before, document(settings)));
    }

    @Override
    public ObjectNode apply(Caller caller, AccountId account, JsonNode settings) {
        ObjectNode changes = preview(caller, account, settings);
        if (!changes.isEmpty()) {
            accounts.merge(caller, account, document(settings));
        }
        return changes;
    }

    private ObjectNode document(JsonNode settings) {
        ObjectNode document = Json.object();
        document.set(field, settings);
        return document;
    }
}
