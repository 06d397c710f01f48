package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trunkline.accounts.spi.InMemoryAccountTemplateStore;
import org.trunkline.accounts.spi.TemplatePart;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Permission;

/** Templates over accounts in memory, with a part of another domain that keeps a colour for each account. */
final class TemplateWorld {
    final AccountWorld accounts = new AccountWorld();
    final Map<AccountId, String> colours = new HashMap<>();
    final InMemoryAccountTemplateStore store = new InMemoryAccountTemplateStore();
    final TemplateParts parts = new TemplateParts(accounts.accounts, accounts.tree, List.of(new Colour()));
    final AccountTemplateManager templates = new AccountTemplateManager(store, parts, accounts.tree, accounts.clock);
    final TemplateTask task = new TemplateTask(templates, parts, accounts.tree);
    final AccountId seller = accounts.addReseller(accounts.root, "Seller").id();
    final AccountId one = accounts.add(seller, "One").id();
    final AccountId two = accounts.add(seller, "Two").id();
    final Caller admin = AccountWorld.admin(seller);

    static ObjectNode json(String text) {
        return Json.parseObject(text.replace('\'', '"'));
    }

    /** Only red, green and blue are colours. */
    private final class Colour implements TemplatePart {
        @Override
        public String field() {
            return "colour";
        }

        @Override
        public JsonNode check(Caller caller, AccountId owner, JsonNode settings) {
            if (!List.of("red", "green", "blue").contains(settings.asText())) {
                throw new InvalidException("colour", "enum", "Value not found in enumerated list of values");
            }
            return settings;
        }

        @Override
        public ObjectNode preview(Caller caller, AccountId account, JsonNode settings) {
            accounts.tree.require(caller, account, Permission.LIMITS_WRITE);
            ObjectNode before = Json.object();
            if (colours.containsKey(account)) {
                before.put("colour", colours.get(account));
            }
            return Differences.of(before, Json.object().put("colour", settings.asText()));
        }

        @Override
        public ObjectNode apply(Caller caller, AccountId account, JsonNode settings) {
            ObjectNode changes = preview(caller, account, settings);
            colours.put(account, settings.asText());
            return changes;
        }
    }
}
