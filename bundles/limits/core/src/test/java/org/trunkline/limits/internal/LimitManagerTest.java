package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.limits.AccountLimits;
import org.trunkline.limits.LimitForm;
import org.trunkline.limits.Limits;

/** Who may set which limit (crossbar-api §5.2, design §13). */
class LimitManagerTest {
    private static final Caller SELLER = Caller.apiKey(R2);
    private static final Caller OWN = Caller.apiKey(C);

    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private AccountLimits post(Caller caller, String document) {
        return world.limits.replace(caller, C, Json.parseObject(document));
    }

    @Test
    void anAccountWithoutLimitsHasTheDefaults() {
        AccountLimits limits = world.limits.get(OWN, C);

        assertThat(limits.limits().trunks().twoway()).isZero();
        assertThat(limits.limits().calls()).isEqualTo(Limits.UNLIMITED);
        assertThat(limits.limits().allowPrepay()).isTrue();
        assertThat(limits.limits().allowPostpay()).isFalse();
        assertThat(limits.revision()).isZero();
    }

    @Test
    void aSellersDocumentReplacesThePublicKeysAndKeepsUnknownOnes() {
        post(SELLER, "{\"twoway_trunks\":4,\"calls\":9,\"note\":\"x\"}");

        AccountLimits limits = post(SELLER, "{\"inbound_trunks\":2,\"allow_prepay\":false,\"other\":[1]}");

        assertThat(limits.limits().trunks().twoway()).isZero();
        assertThat(limits.limits().trunks().inbound()).isEqualTo(2);
        assertThat(limits.limits().calls()).isEqualTo(Limits.UNLIMITED);
        assertThat(limits.limits().allowPrepay()).isFalse();
        assertThat(limits.document().has("note")).isFalse();
        assertThat(limits.document().path("other").get(0).intValue()).isEqualTo(1);
    }

    @Test
    void whatTheWireCallsPrivateSurvivesADocumentAndIsNotTakenFromIt() {
        world.limits.merge(
                SELLER,
                C,
                Json.parseObject("{\"allow_postpay\":true,\"max_postpay_amount\":12.5,\"apply_to_descendants\":true}"));

        AccountLimits limits = post(SELLER, "{\"twoway_trunks\":1,\"max_postpay_amount\":99,\"enabled\":false}");

        assertThat(limits.limits().allowPostpay()).isTrue();
        assertThat(limits.limits().maxPostpayMicros()).isEqualTo(12_500_000);
        assertThat(limits.limits().applyToDescendants()).isTrue();
        assertThat(limits.limits().enabled()).isTrue();
    }

    @Test
    void anAccountLowersItsOwnTrunksAndNothingElse() {
        post(SELLER, "{\"inbound_trunks\":3,\"twoway_trunks\":4,\"calls\":9,\"note\":\"x\"}");

        AccountLimits limits = post(
                OWN,
                "{\"twoway_trunks\":2,\"burst_trunks\":7,\"calls\":-1,\"authz_resource_types\":[\"offnet-termination\"],"
                        + "\"allow_postpay\":true,\"note\":\"mine\"}");

        assertThat(limits.limits().trunks().twoway()).isEqualTo(2);
        assertThat(limits.limits().trunks().inbound()).isEqualTo(3);
        assertThat(limits.limits().trunks().burst()).isZero();
        assertThat(limits.limits().calls()).isEqualTo(9);
        assertThat(limits.limits().allowPostpay()).isFalse();
        assertThat(limits.document().has("authz_resource_types")).isFalse();
        assertThat(limits.document().path("note").textValue()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({"twoway_trunks, 5", "inbound_trunks, 1", "outbound_trunks, -1"})
    void anAccountGivesItselfNoTrunks(String field, int wanted) {
        post(SELLER, "{\"twoway_trunks\":4}");

        assertThatThrownBy(() -> post(OWN, "{\"%s\":%d}".formatted(field, wanted)))
                .isInstanceOf(ForbiddenException.class);
        assertThat(world.limits.get(OWN, C).limits().trunks().twoway()).isEqualTo(4);
    }

    @Test
    void onlyASellerMergesAndNobodyReachesUpOrSideways() {
        AccountId beside = new AccountId("d".repeat(32));
        world.tree.add(beside, R2, false);

        assertThatThrownBy(() -> world.limits.merge(OWN, C, Json.object().put("calls", 5)))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.limits.get(OWN, R2)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> world.limits.get(OWN, beside)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> world.limits.replace(SELLER, R1, Json.object()))
                .isInstanceOf(NotFoundException.class);
        assertThat(world.limits
                        .replace(Caller.apiKey(ROOT), C, Json.object().put("calls", 5))
                        .limits()
                        .calls())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"inbound_trunks\":\"many\"} | inbound_trunks | type",
                "{\"inbound_trunks\":1.5}      | inbound_trunks | type",
                "{\"outbound_trunks\":-2}      | outbound_trunks | minimum",
                "{\"twoway_trunks\":1e30}      | twoway_trunks | maximum",
                "{\"twoway_trunks\":1000001}   | twoway_trunks | maximum",
                "{\"burst_trunks\":[]}         | burst_trunks | type",
                "{\"calls\":{}}                | calls | type",
                "{\"allow_prepay\":3}          | allow_prepay | type",
                "{\"authz_resource_types\":[1]} | authz_resource_types.0 | type"
            })
    void aWrongValueIsNamedAndNothingIsStored(String document, String field, String rule) {
        post(SELLER, "{\"twoway_trunks\":4}");

        assertThatThrownBy(() -> post(SELLER, document)).isInstanceOfSatisfying(InvalidException.class, e -> {
            assertThat(e.errors().get(0).field()).isEqualTo(field);
            assertThat(e.errors().get(0).rule()).isEqualTo(rule);
        });
        assertThat(world.limits.get(SELLER, C).limits().trunks().twoway()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"calls_per_second\":-2}                | calls_per_second | minimum",
                "{\"calls_per_second\":\"fast\"}          | calls_per_second | type",
                "{\"max_cost_per_minute\":-0.5}           | max_cost_per_minute | minimum",
                "{\"max_cost_per_minute\":0.0000000001}   | max_cost_per_minute | wrong_format",
                "{\"max_surcharge_amount\":[]}            | max_surcharge_amount | type",
                "{\"max_call_seconds\":0}                 | max_call_seconds | minimum",
                "{\"max_call_seconds\":43201}             | max_call_seconds | maximum",
                "{\"max_hour_spend_amount\":-2}           | max_hour_spend_amount | minimum",
                "{\"max_day_spend_amount\":1e10}          | max_day_spend_amount | maximum",
                "{\"max_month_spend_amount\":1e999999999} | max_month_spend_amount | maximum",
                "{\"max_month_spend_amount\":0.0000001}   | max_month_spend_amount | wrong_format",
                "{\"soft_limit_inbound\":1}               | soft_limit_inbound | type",
                "{\"failure_policy\":\"deny\"}            | failure_policy | enum",
                "{\"failure_max_amount\":true}            | failure_max_amount | type",
                "{\"final_redirect_to\":5}                | final_redirect_to | type",
                "{\"final_redirect_to\":\"call me\"}      | final_redirect_to | pattern",
                "{\"final_redirect_to\":\"sip:a b\"}      | final_redirect_to | pattern",
                "{\"inbound_channels_per_did_rules\":[]}  | inbound_channels_per_did_rules | type",
                "{\"inbound_channels_per_did_rules\":{\"^(a+)+$\":1}} | inbound_channels_per_did_rules.^(a+)+$ | pattern",
                "{\"inbound_channels_per_did_rules\":{\"+1415*\":-2}} | inbound_channels_per_did_rules.+1415* | type",
                "{\"inbound_channels_per_did_rules\":{\"+1415*\":1.5}} | inbound_channels_per_did_rules.+1415* | type",
                "{\"flat_rate_numbers\":{\"+49*\":true}}     | flat_rate_numbers.+49* | type",
                "{\"flat_rate_numbers\":{\"*49\":\"none\"}}  | flat_rate_numbers.*49 | pattern",
                "{\"descendant_defaults\":3}              | descendant_defaults | type",
                "{\"descendant_defaults\":{\"calls\":-2}} | descendant_defaults.calls | minimum",
                "{\"descendant_defaults\":{\"enabled\":false}} | descendant_defaults.enabled | additionalProperties",
                "{\"descendant_defaults\":{\"call\":1}}   | descendant_defaults.call | additionalProperties",
                "{\"descendant_defaults\":{\"inbound_channels_per_did_rules\":{\"x\":1}}} | descendant_defaults.inbound_channels_per_did_rules.x | pattern"
            })
    void aWrongPrivateValueIsNamedAndNothingIsStored(String document, String field, String rule) {
        world.limits(C, "{\"calls_per_second\":4}");

        assertThatThrownBy(() -> world.limits.merge(SELLER, C, Json.parseObject(document)))
                .isInstanceOfSatisfying(InvalidException.class, e -> {
                    assertThat(e.errors().get(0).field()).isEqualTo(field);
                    assertThat(e.errors().get(0).rule()).isEqualTo(rule);
                });
        assertThat(Json.write(world.limits.getPrivate(SELLER, C).document())).isEqualTo("{\"calls_per_second\":4}");
    }

    @Test
    void everyLimitComesBackAsItWasSet() {
        String document =
                "{\"inbound_trunks\":1,\"outbound_trunks\":2,\"twoway_trunks\":3,\"burst_trunks\":4,\"calls\":5,"
                        + "\"resource_consuming_calls\":6,\"allow_prepay\":false,\"allow_postpay\":true,"
                        + "\"max_postpay_amount\":7.5,\"authz_resource_types\":[\"a\",\"b\"],"
                        + "\"bundled_inbound_trunks\":\"user\",\"bundled_outbound_trunks\":\"device\","
                        + "\"bundled_twoway_trunks\":\"none\",\"bundled_devices\":3,\"calls_per_second\":8,"
                        + "\"inbound_channels_per_did_rules\":{\"+14155550100\":1,\"*\":9,\"+1415*\":2},"
                        + "\"flat_rate_numbers\":{\"+4930123456\":\"none\",\"+49*\":\"outbound\"},"
                        + "\"max_cost_per_minute\":0.25,\"max_surcharge_amount\":0.000000001,\"max_call_seconds\":3600,"
                        + "\"max_hour_spend_amount\":1,\"max_day_spend_amount\":10.5,\"max_month_spend_amount\":100,"
                        + "\"soft_limit_inbound\":true,\"soft_limit_outbound\":true,\"failure_policy\":\"amount\","
                        + "\"failure_max_amount\":2,\"final_redirect_to\":\"sip:topup@example.com\","
                        + "\"fraud_guard\":{\"new_country\":{\"outcome\":\"challenge\",\"days\":7},"
                        + "\"burst\":{\"outcome\":\"block\",\"calls\":3,\"seconds\":30},"
                        + "\"night\":{\"outcome\":\"alert\",\"from\":\"20:30\",\"to\":\"07:00\"},"
                        + "\"spend\":{\"outcome\":\"block\",\"amount\":50},\"allow\":[\"+4930\",\"GB\"]},"
                        + "\"apply_to_descendants\":true,\"enabled\":false}";

        AccountLimits limits = world.limits.merge(SELLER, C, Json.parseObject(document));

        assertThat(Json.write(LimitForm.write(limits.limits()))).isEqualTo(document);
        assertThat(world.state().limits(C)).isEqualTo(limits.limits());
    }

    @Test
    void theLongestRuleThatFitsANumberCounts() {
        Limits limits = world.limits
                .merge(
                        SELLER,
                        C,
                        Json.parseObject("{\"inbound_channels_per_did_rules\":"
                                + "{\"14155550100\":1,\"+1415*\":2,\"+1415555*\":-1,\"*\":9}}"))
                .limits();

        assertThat(limits.dids().find("+14155550100", 77)).isEqualTo(1);
        assertThat(limits.dids().find("+14155550101", 77)).isEqualTo(Limits.UNLIMITED);
        assertThat(limits.dids().find("+14154440101", 77)).isEqualTo(2);
        assertThat(limits.dids().find("+4930", 77)).isEqualTo(9);
    }

    @Test
    void onlySellersSeeAndSetThePrivateLimits() {
        world.limits(C, "{\"max_day_spend_amount\":5}");

        post(OWN, "{\"max_day_spend_amount\":500,\"calls_per_second\":1}");
        post(SELLER, "{\"max_day_spend_amount\":500,\"calls_per_second\":1}");

        assertThat(world.limits.getPrivate(SELLER, C).limits().caps().dayMicros())
                .isEqualTo(5_000_000);
        assertThat(world.limits.getPrivate(SELLER, C).limits().callsPerSecond()).isEqualTo(Limits.UNLIMITED);
        assertThatThrownBy(() -> world.limits.getPrivate(OWN, C)).isInstanceOf(ForbiddenException.class);
    }

    @Test
    void anAccountHasWhatItsSellersGiveToAllBelowThem() {
        world.limits(R1, "{\"descendant_defaults\":{\"calls\":7,\"allow_prepay\":false,\"max_day_spend_amount\":3}}");
        world.limits(R2, "{\"descendant_defaults\":{\"calls\":5}}");
        world.limits(C, "{\"max_day_spend_amount\":-1}");

        assertThat(world.state().limits(R1).calls()).isEqualTo(Limits.UNLIMITED);
        assertThat(world.state().limits(R2).calls()).isEqualTo(7);
        Limits limits = world.state().limits(C);
        assertThat(limits.calls()).isEqualTo(5);
        assertThat(limits.allowPrepay()).isFalse();
        assertThat(limits.caps().dayMicros()).isEqualTo(Limits.UNLIMITED);
        assertThat(world.limits.get(OWN, C).limits()).isEqualTo(limits);

        world.limits(R2, "{\"descendant_defaults\":null}");
        assertThat(world.state().limits(C).calls()).isEqualTo(7);
        world.limits(R1, "{\"descendant_defaults\":null}");
        assertThat(world.state().limits(C).calls()).isEqualTo(Limits.UNLIMITED);
    }

    @Test
    void anAccountThatMovesHasTheDefaultsOfItsNewSeller() {
        AccountId other = new AccountId("e".repeat(32));
        world.tree.add(other, ROOT, true);
        world.limits(R1, "{\"descendant_defaults\":{\"calls\":7}}");
        world.limits(other, "{\"descendant_defaults\":{\"calls\":3}}");
        world.limits(C, "{\"burst_trunks\":1}");
        assertThat(world.state().limits(C).calls()).isEqualTo(7);

        world.tree.add(C, other, false);

        assertThat(world.state().limits(C).calls()).isEqualTo(3);
        assertThat(world.state().limits(C).trunks().burst()).isEqualTo(1);
    }

    @Test
    void aDefaultThatAClientSendsBackStaysADefault() {
        world.limits(R2, "{\"descendant_defaults\":{\"calls\":7,\"twoway_trunks\":2}}");

        post(SELLER, "{\"calls\":7,\"twoway_trunks\":1,\"allow_prepay\":true}");
        post(OWN, "{\"inbound_trunks\":0,\"twoway_trunks\":1}");

        assertThat(Json.write(world.limits.get(SELLER, C).document())).isEqualTo("{\"twoway_trunks\":1}");
        world.limits(R2, "{\"descendant_defaults\":{\"calls\":8}}");
        assertThat(world.state().limits(C).calls()).isEqualTo(8);
        assertThat(world.state().limits(C).trunks().twoway()).isEqualTo(1);
    }
}
