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

    private Limits post(Caller caller, String document) {
        return world.limits.replace(caller, C, Json.parseObject(document));
    }

    @Test
    void anAccountWithoutLimitsHasTheDefaults() {
        Limits limits = world.limits.get(OWN, C);

        assertThat(limits.twowayTrunks()).isZero();
        assertThat(limits.calls()).isEqualTo(Limits.UNLIMITED);
        assertThat(limits.allowPrepay()).isTrue();
        assertThat(limits.allowPostpay()).isFalse();
        assertThat(limits.revision()).isZero();
    }

    @Test
    void aSellersDocumentReplacesThePublicKeysAndKeepsUnknownOnes() {
        post(SELLER, "{\"twoway_trunks\":4,\"calls\":9,\"note\":\"x\"}");

        Limits limits = post(SELLER, "{\"inbound_trunks\":2,\"allow_prepay\":false,\"other\":[1]}");

        assertThat(limits.twowayTrunks()).isZero();
        assertThat(limits.inboundTrunks()).isEqualTo(2);
        assertThat(limits.calls()).isEqualTo(Limits.UNLIMITED);
        assertThat(limits.allowPrepay()).isFalse();
        assertThat(limits.document().has("note")).isFalse();
        assertThat(limits.document().path("other").get(0).intValue()).isEqualTo(1);
    }

    @Test
    void whatTheWireCallsPrivateSurvivesADocumentAndIsNotTakenFromIt() {
        world.limits.merge(
                SELLER,
                C,
                Json.parseObject("{\"allow_postpay\":true,\"max_postpay_amount\":12.5,\"apply_to_descendants\":true}"));

        Limits limits = post(SELLER, "{\"twoway_trunks\":1,\"max_postpay_amount\":99,\"enabled\":false}");

        assertThat(limits.allowPostpay()).isTrue();
        assertThat(limits.maxPostpayMicros()).isEqualTo(12_500_000);
        assertThat(limits.applyToDescendants()).isTrue();
        assertThat(limits.enabled()).isTrue();
    }

    @Test
    void anAccountLowersItsOwnTrunksAndNothingElse() {
        post(SELLER, "{\"inbound_trunks\":3,\"twoway_trunks\":4,\"calls\":9,\"note\":\"x\"}");

        Limits limits = post(
                OWN,
                "{\"twoway_trunks\":2,\"burst_trunks\":7,\"calls\":-1,\"authz_resource_types\":[\"offnet-termination\"],"
                        + "\"allow_postpay\":true,\"note\":\"mine\"}");

        assertThat(limits.twowayTrunks()).isEqualTo(2);
        assertThat(limits.inboundTrunks()).isEqualTo(3);
        assertThat(limits.burstTrunks()).isZero();
        assertThat(limits.calls()).isEqualTo(9);
        assertThat(limits.allowPostpay()).isFalse();
        assertThat(limits.document().has("authz_resource_types")).isFalse();
        assertThat(limits.document().path("note").textValue()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({"twoway_trunks, 5", "inbound_trunks, 1", "outbound_trunks, -1"})
    void anAccountGivesItselfNoTrunks(String field, int wanted) {
        post(SELLER, "{\"twoway_trunks\":4}");

        assertThatThrownBy(() -> post(OWN, "{\"%s\":%d}".formatted(field, wanted)))
                .isInstanceOf(ForbiddenException.class);
        assertThat(world.limits.get(OWN, C).twowayTrunks()).isEqualTo(4);
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
        assertThat(world.limits.get(SELLER, C).twowayTrunks()).isEqualTo(4);
    }
}
