package org.trunkline.accounts.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.rest.Answer;
import org.trunkline.rest.DocumentFilter;

/** What clients read of an account (client contract §3.1): root → reseller → customer. */
class AccountJsonTest {
    private static final AccountId ROOT = AccountId.random();
    private static final AccountId RESELLER = AccountId.random();
    private static final AccountId CUSTOMER = AccountId.random();
    private static final Caller ROOT_KEY = Caller.apiKey(ROOT);
    private static final Caller RESELLER_KEY = Caller.apiKey(RESELLER);
    private static final Caller CUSTOMER_KEY = Caller.apiKey(CUSTOMER);

    private final KnownAccounts known = new KnownAccounts();
    private final AccountJson json = new AccountJson(known, known);
    private final Account root = known.add(account(ROOT, true, true));
    private final Account reseller = known.add(account(RESELLER, true, true, ROOT));
    private final Account customer = known.add(account(CUSTOMER, true, false, ROOT, RESELLER));

    @Test
    void showsWhatTheServerComputes() {
        JsonNode data = json.answer(RESELLER_KEY, customer).data();

        assertThat(data.get("id").asText()).isEqualTo(CUSTOMER.value());
        assertThat(data.get("name").asText()).isEqualTo(customer.name());
        assertThat(data.get("zeta").asText()).isEqualTo("kept");
        assertThat(data.get("created").asLong()).isEqualTo(62_167_219_200L + 1_000);
        assertThat(data.get("enabled").asBoolean()).isTrue();
        assertThat(data.get("is_reseller").asBoolean()).isFalse();
        assertThat(data.get("reseller_id").asText()).isEqualTo(RESELLER.value());
        assertThat(data.get("superduper_admin").asBoolean()).isFalse();
        assertThat(data.get("wnm_allow_additions").asBoolean()).isFalse();
        assertThat(data.get("descendants_count").asLong()).isEqualTo(KnownAccounts.DESCENDANTS);
        assertThat(data.has("_read_only")).isFalse();
    }

    @Test
    void repeatsInMetadataWhatClientsLookForThere() {
        Answer answer = json.answer(RESELLER_KEY, customer);

        JsonNode metadata = answer.metadata().orElseThrow();
        assertThat(metadata.properties()).hasSize(7).allSatisfy(field -> assertThat(
                        answer.data().get(field.getKey()))
                .isEqualTo(field.getValue()));
    }

    @Test
    void marksTheRootAsSuperduperAndItsOwnReseller() {
        JsonNode data = json.answer(ROOT_KEY, root).data();

        assertThat(data.get("superduper_admin").asBoolean()).isTrue();
        assertThat(data.get("reseller_id").asText()).isEqualTo(ROOT.value());
    }

    @Test
    void tellsHowTheAccountIsBilled() {
        assertThat(billingMode(RESELLER_KEY, customer)).isEqualTo("limits_only");
        assertThat(billingMode(ROOT_KEY, customer)).isEqualTo("manual");
        assertThat(billingMode(CUSTOMER_KEY, customer)).isEqualTo("manual");
        assertThat(billingMode(RESELLER_KEY, reseller)).isEqualTo("normal");
    }

    @Test
    void namesWhoDisabledTheAccountWhileItsOwnFlagStays() {
        known.add(account(RESELLER, false, true, ROOT));

        JsonNode data = json.answer(ROOT_KEY, customer).data();

        assertThat(data.get("enabled").asBoolean()).isTrue();
        assertThat(data.at("/_read_only/disabled_by").asText()).isEqualTo(RESELLER.value());
    }

    @Test
    void completesTheRestrictionsOfTheUserInterface() {
        ObjectNode stored =
                Json.parseObject("{\"ui_restrictions\":{\"myaccount\":{\"billing\":{\"show_tab\":false}}}}");

        JsonNode shown =
                json.answer(RESELLER_KEY, customer.withDocument(stored)).data().at("/ui_restrictions/myaccount");

        assertThat(shown.at("/billing/show_tab").asBoolean(true)).isFalse();
        assertThat(shown.at("/account/show_tab").asBoolean(false)).isTrue();
        assertThat(shown.at("/balance/show_credit").asBoolean(false)).isTrue();
    }

    @Test
    void changesTheTagWithAnythingThatIsShown() {
        String before = json.answer(ROOT_KEY, customer).revision().orElseThrow();
        known.add(account(RESELLER, false, true, ROOT));

        assertThat(json.answer(ROOT_KEY, customer).revision().orElseThrow()).isNotEqualTo(before);
        assertThat(json.answer(ROOT_KEY, root).revision())
                .isEqualTo(json.answer(ROOT_KEY, root).revision());
    }

    @Test
    void answersWhatWasDeleted() {
        known.forget(CUSTOMER);

        JsonNode data = json.deleted(RESELLER_KEY, customer).data();

        assertThat(data.at("/_read_only/deleted").asBoolean()).isTrue();
        assertThat(data.get("id").asText()).isEqualTo(CUSTOMER.value());
        assertThat(data.get("reseller_id").asText()).isEqualTo(RESELLER.value());
    }

    @Test
    void answersWhatWasCreatedWithItsPlace() {
        Answer answer = json.created(RESELLER_KEY, customer);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.id()).contains("/accounts/" + CUSTOMER);
        assertThat(answer.revision()).isPresent();
        assertThat(answer.metadata()).isPresent();
    }

    @Test
    void answersWhatWasCreatedBeforeTheTreeKnowsIt() {
        Account unknown = account(AccountId.random(), true, false, ROOT, RESELLER);

        Answer answer = json.created(RESELLER_KEY, unknown);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.data().get("descendants_count").asLong()).isZero();
        assertThat(answer.data().get("reseller_id").asText()).isEqualTo(RESELLER.value());
    }

    @Test
    void listsRowsAsClientsExpectThem() {
        Account flagged = customer.withDocument(Json.parseObject("{\"flags\":[\"vip\"],\"org\":\"hidden in lists\"}"));

        assertThat(Json.write(json.row(RESELLER_KEY, flagged)))
                .isEqualTo("{\"id\":\"" + CUSTOMER + "\",\"name\":\"" + customer.name() + "\",\"realm\":\""
                        + customer.realm() + "\",\"flags\":[\"vip\"],\"descendants_count\":0}");
        assertThat(json.row(RESELLER_KEY, customer.withCounters(1, 1))
                        .get("descendants_count")
                        .asLong())
                .isEqualTo(KnownAccounts.DESCENDANTS);
    }

    @Test
    void findsAccountsByTheTimeOfTheirLastChange() {
        long modified = GregorianTime.of(customer.modified());
        ObjectNode document = json.filtered(RESELLER_KEY, customer);

        assertThat(filter("modified_from", modified).test(document)).isTrue();
        assertThat(filter("modified_from", modified + 1).test(document)).isFalse();
        assertThat(filter("created_to", modified - 1).test(document)).isFalse();
    }

    @Test
    void showsNoAncestorsAboveTheCallersAccount() {
        assertThat(json.rowWithTree(RESELLER_KEY, customer).get("tree"))
                .extracting(JsonNode::asText)
                .containsExactly(RESELLER.value());
        assertThat(json.rowWithTree(ROOT_KEY, customer).get("tree"))
                .extracting(JsonNode::asText)
                .containsExactly(ROOT.value(), RESELLER.value());
    }

    private static DocumentFilter filter(String name, long value) {
        return DocumentFilter.of(Map.of(name, List.of(Long.toString(value))));
    }

    private String billingMode(Caller caller, Account account) {
        return json.answer(caller, account).data().get("billing_mode").asText();
    }

    private static Account account(AccountId id, boolean enabled, boolean reseller, AccountId... path) {
        Instant created = Instant.ofEpochSecond(1_000);
        return new Account(
                id,
                path.length == 0 ? Optional.empty() : Optional.of(path[path.length - 1]),
                List.of(path),
                "name of " + id,
                id.value().substring(0, 6) + ".sip.test",
                enabled,
                reseller,
                0,
                created,
                created,
                1,
                Json.object().put("zeta", "kept"));
    }
}
