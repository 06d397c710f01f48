package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.accounts.Account;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.InvalidException;

/** What may be set on an account. */
class AccountSettingsTest {
    private final AccountWorld world = new AccountWorld();
    private final AccountId reseller = world.addReseller(world.root, "reseller").id();
    private final AccountId customer = world.add(reseller, "customer").id();
    private final Caller customerAdmin = AccountWorld.admin(customer);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'timezone':'Europe/Nowhere'}|timezone|enum",
                "{'timezone':7}|timezone|type",
                "{'language':'not a language'}|language|pattern",
                "{'country':'Germany'}|country|maxLength",
                "{'country':'de'}|country|pattern",
                "{'realm':'with/slash'}|realm|pattern",
                "{'realm':'abc'}|realm|minLength",
                "{'enabled':'maybe'}|enabled|type",
                "{'contact':'ann'}|contact|type",
                "{'contact':{'technical':[]}}|contact.technical|type",
                "{'contact':{'technical':{'email':'ann at example'}}}|contact.technical.email|wrong_format",
                "{'contact':{'billing':{'email':'ann@-example.com'}}}|contact.billing.email|wrong_format",
                "{'contact':{'billing':{'locality':5}}}|contact.billing.locality|type",
                "{'ui_flags':{'numbers_format':'pretty'}}|ui_flags.numbers_format|enum",
                "{'ui_flags':{'numbers_format_exceptions':['US','germany']}}|ui_flags.numbers_format_exceptions|pattern",
                "{'ui_flags':{'numbers_format_exceptions':'US'}}|ui_flags.numbers_format_exceptions|type",
                "{'caller_id_options':{'outbound_privacy':'secret'}}|caller_id_options.outbound_privacy|enum",
                "{'caller_id':{'external':{'number':'123456789012345678901234567890123456'}}}|caller_id.external.number|maxLength",
                "{'call_restriction':[]}|call_restriction|type",
                "{'call_restriction':{'toll_us':{'action':'allow'}}}|call_restriction.toll_us.action|enum",
                "{'call_restriction':{'toll_us':'deny'}}|call_restriction.toll_us|type",
                "{'ui_restrictions':{'myaccount':{'billing':true}}}|ui_restrictions.myaccount.billing|type",
                "{'ui_restrictions':{'myaccount':{'billing':{'show_tab':'perhaps'}}}}|ui_restrictions.myaccount.billing.show_tab|type",
                "{'numbers_features':{'e911_enabled':2}}|numbers_features.e911_enabled|type",
                "{'announcement':7}|announcement|type",
                "{'contract':{'end_date':'soon'}}|contract.end_date|type",
                "{'contract':{'end_date':-1}}|contract.end_date|minimum",
                "{'contract':{'representative':'ann'}}|contract.representative|type",
                "{'topup':{'amount':-1}}|topup.amount|minimum",
                "{'topup':{'amount':1e10}}|topup.amount|maximum",
                "{'topup':{'amount':1.0000001}}|topup.amount|divisibleBy",
                "{'topup':{'threshold':'ten'}}|topup.threshold|type",
                "{'notifications':{'low_balance':{'threshold':[]}}}|notifications.low_balance.threshold|type",
                "{'notifications':{'low_balance':{'enabled':'x'}}}|notifications.low_balance.enabled|type",
                "{'preflow':{'sometimes':'x'}}|preflow.sometimes|additionalProperties",
                "{'flags':'vip'}|flags|type"
            })
    void aBadValueIsRefusedByItsFieldAndRuleAndChangesNothing(String changes, String field, String rule) {
        Account before = world.store.find(customer).orElseThrow();

        assertThatThrownBy(() -> world.set(customer, changes.replace('\'', '"')))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).isEqualTo(field))
                        .satisfies(error -> assertThat(error.rule()).isEqualTo(rule)));
        assertThat(world.store.find(customer)).contains(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'contact':{'technical':{'email':'','number':'','name':''},'billing':{'email':'ann@xn--d1acufc.test','firstName':'Ann'}}}",
                "{'language':'','country':''}",
                "{'language':'en-US','country':'US'}",
                "{'topup':{'amount':'','threshold':''},'contract':{'end_date':''}}",
                "{'topup':{'amount':20.50,'threshold':5,'monthly':{'preemptive':true,'exact':false}}}",
                "{'ui_flags':{'numbers_format':'international_with_exceptions','numbers_format_exceptions':['US','DE'],'app':{'x':1}}}",
                "{'caller_id_options':{'outbound_privacy':'none','show_rate':true}}",
                "{'ui_restrictions':{'myaccount':{'balance':{'show_tab':true,'show_credit':false},'other':{'a':1}},'more':[]}}",
                "{'numbers_features':{'e911_enabled':false,'cnam_enabled':true}}",
                "{'contract':{'end_date':63900000000,'representative':{'account_id':'a','user_id':'b','name':'Ann'}}}",
                "{'notifications':{'low_balance':{'enabled':true,'threshold':-5.25}},'threshold':{'threshold':5}}",
                "{'preflow':{'always':'x'},'call_recording':{'account':{'any':{}},'endpoint':{}}}",
                "{'unknown':{'deep':[1,2.50,null,{'a':'b'}]}}"
            })
    void aGoodValueIsKeptAsItCame(String changes) {
        ObjectNode wanted = Json.parseObject(changes.replace('\'', '"'));

        world.accounts.merge(world.rootAdmin, customer, wanted);

        ObjectNode stored = world.store.find(customer).orElseThrow().document();
        wanted.properties().forEach(each -> assertThat(Json.write(stored.get(each.getKey())))
                .isEqualTo(Json.write(each.getValue())));
    }

    @Test
    void textThatIsMeantForTheValueOfAFieldIsThatValue() {
        world.set(customer, "{\"numbers_features\":{\"e911_enabled\":\"false\"},\"topup\":{\"amount\":\"7.50\"}}");

        JsonNode stored = world.store.find(customer).orElseThrow().document();
        assertThat(Json.write(stored.get("numbers_features"))).isEqualTo("{\"e911_enabled\":false}");
        assertThat(Json.write(stored.get("topup"))).isEqualTo("{\"amount\":7.50}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<b>Closed</b> on <i>Monday</i>|<b>Closed</b> on <i>Monday</i>",
                "a<script>alert(1)</script>b|ab",
                "<p onclick=\"x()\">hi</p>|<p>hi</p>",
                "<a href=\"javascript:x()\">y</a>|y",
                "<img src=\"x\" onerror=\"alert(1)\" />|<img src=\"x\" />",
                "<iframe src=\"https://evil.example\"></iframe>x|x",
                "<svg><script>x</script></svg>z|z",
                "1 < 2|1 &lt; 2"
            })
    void whatOthersReadAsHtmlCannotRun(String sent, String kept) {
        for (String field : List.of("announcement", "custom_notes")) {
            world.accounts.merge(world.rootAdmin, customer, Json.object().put(field, sent));

            assertThat(world.store
                            .find(customer)
                            .orElseThrow()
                            .document()
                            .get(field)
                            .asText())
                    .isEqualTo(kept);
        }
    }

    /** Clients read whole documents, change a field and post the whole back. */
    @Test
    void aDocumentThatIsReadAndPostedBackChangesNothing() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            ObjectNode document = randomDocument(random).put("name", "account " + seed);
            Account created = world.accounts.create(world.rootAdmin, reseller, document);
            Caller owner = AccountWorld.admin(created.id());

            for (Caller caller : List.of(world.rootAdmin, AccountWorld.admin(reseller), owner)) {
                ObjectNode read = world.accounts.get(caller, created.id()).wireDocument();
                world.accounts.replace(caller, created.id(), read.deepCopy());
                assertSame(created, seed);
                world.accounts.merge(caller, created.id(), read);
                assertSame(created, seed);
            }
        }
    }

    private void assertSame(Account created, int seed) {
        Account stored = world.store.find(created.id()).orElseThrow();
        assertThat(sorted(stored.wireDocument())).as("seed " + seed).isEqualTo(sorted(created.wireDocument()));
    }

    private static String sorted(ObjectNode document) {
        ObjectNode sorted = Json.object();
        document.properties().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(each -> sorted.set(each.getKey(), each.getValue()));
        return Json.write(sorted);
    }

    @Test
    void whatIsStoredAndNoLongerValidDoesNotStopAnotherChange() {
        ObjectNode old = world.store.find(customer).orElseThrow().document();
        old.putObject("contract").put("end_date", "long ago");
        Account account = world.store.find(customer).orElseThrow();
        world.store.update(
                account.with("customer", account.realm(), true, old, account.created()),
                List.of(AccountWorld.moved(account)));

        assertThat(world.accounts
                        .replace(
                                world.rootAdmin,
                                customer,
                                world.accounts
                                        .get(world.rootAdmin, customer)
                                        .wireDocument()
                                        .put("org", "new"))
                        .document()
                        .get("org")
                        .asText())
                .isEqualTo("new");
        assertThat(world.accounts
                        .merge(customerAdmin, customer, Json.object().put("org", "mine"))
                        .document()
                        .get("org")
                        .asText())
                .isEqualTo("mine");
    }

    @Test
    void aNewRealmAndAFlippedFlagHaveEventsOfTheirOwn() {
        String realm = world.store.find(customer).orElseThrow().realm();
        world.set(customer, "{\"realm\":\"new.example\",\"enabled\":false}");
        world.set(customer, "{\"enabled\":true}");

        List<Change> changes = world.feed.changes();
        assertThat(changes.subList(changes.size() - 5, changes.size()).stream().map(Change::action))
                .containsExactly("changed", "disabled", "realm_changed", "changed", "enabled");
        assertThat(changes.get(changes.size() - 3).detail())
                .isEqualTo("{\"from\":\"" + realm + "\",\"to\":\"new.example\"}");
    }

    private static ObjectNode randomDocument(Random random) {
        ObjectNode document = Json.object();
        List<String> known = List.of(
                "{'announcement':'<b>hi</b> a@b.example 1 < 2'}",
                "{'custom_notes':'pays & late<table><td><p>x<table><td><span>y'}",
                "{'contract':{'end_date':63900000000}}",
                "{'call_restriction':{'toll_us':{'action':'deny'}}}",
                "{'ui_restrictions':{'myaccount':{'billing':{'show_tab':false}}}}",
                "{'contact':{'technical':{'email':''},'billing':{'email':'a@b.example'}}}",
                "{'topup':{'amount':10.50,'threshold':'5'}}",
                "{'language':''}",
                "{'enabled':false}",
                "{'timezone':'inherit'}",
                "{'numbers_features':{'cnam_enabled':'true'}}");
        for (String each : known) {
            if (random.nextBoolean()) {
                document.setAll(Json.parseObject(each.replace('\'', '"')));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            document.set("x" + i, randomValue(random, 3));
        }
        return document;
    }

    private static JsonNode randomValue(Random random, int depth) {
        switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0:
                return Json.nodes().textNode("ü\"\\ " + random.nextInt());
            case 1:
                return Json.nodes().numberNode(random.nextLong());
            case 2:
                return Json.number(new BigDecimal(random.nextInt()).movePointLeft(random.nextInt(9)));
            case 3:
                return Json.nodes().booleanNode(random.nextBoolean());
            case 4:
                return Json.nodes().textNode("");
            case 5:
                ArrayNode list = Json.nodes().arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(randomValue(random, depth - 1));
                }
                return list;
            default:
                ObjectNode object = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set("k" + i, randomValue(random, depth - 1));
                }
                return object;
        }
    }
}
