package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.json.Json;
import org.trunkline.kernel.InvalidException;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallExplanation;
import org.trunkline.limits.LimitForm;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

/** Trunks that come with users and devices of the account. */
class BundledTrunksTest {
    private static final String DOMESTIC = LimitCase.DOMESTIC;
    private static final String TRUNKS_ONLY = "\"allow_prepay\":false";

    @TempDir
    Path journal;

    private World world;
    private int calls;

    @BeforeEach
    void open() {
        world = new World(journal);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Reason call() {
        return world.call("call" + calls++, C, DOMESTIC).reason();
    }

    @Test
    void eachEnabledUserBringsATrunkBesideThoseThatAreSet() {
        world.users.put(C, 2);
        world.limits(C, "{\"outbound_trunks\":1,\"bundled_outbound_trunks\":\"user\"," + TRUNKS_ONLY + "}");

        assertThat(call()).isEqualTo(Reason.FLAT_RATE);
        assertThat(call()).isEqualTo(Reason.FLAT_RATE);
        assertThat(call()).isEqualTo(Reason.FLAT_RATE);
        assertThat(call()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
        assertThat(world.inbound("in", C, DOMESTIC).reason()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
    }

    @Test
    void aUserThatComesOrGoesCountsForTheNextCallAndEndsNone() {
        world.limits(C, "{\"bundled_twoway_trunks\":\"user\"," + TRUNKS_ONLY + "}");
        assertThat(call()).isEqualTo(Reason.TRUNKS_MAX_REACHED);

        world.users.put(C, 2);
        assertThat(call()).isEqualTo(Reason.FLAT_RATE);
        assertThat(call()).isEqualTo(Reason.FLAT_RATE);

        world.users.put(C, 1);
        assertThat(call()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
        assertThat(world.renew("call1", 30).allowed()).isTrue();
        assertThat(world.renew("call2", 30).allowed()).isTrue();

        world.end("call1", 30);
        assertThat(call()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
        world.end("call2", 30);
        assertThat(call()).isEqualTo(Reason.FLAT_RATE);
    }

    @Test
    void devicesBringTrunksByTheNumberThatIsTold() {
        world.limits(C, "{\"bundled_inbound_trunks\":\"device\",\"bundled_devices\":1," + TRUNKS_ONLY + "}");

        assertThat(world.inbound("1", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(world.inbound("2", C, DOMESTIC).reason()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
        assertThat(call()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
    }

    @Test
    void aSellerGivesBundlesToAllBelowAndEachCountsItsOwnUsers() {
        world.users.put(C, 1);
        world.users.put(R2, 5);
        world.limits(R2, "{\"descendant_defaults\":{\"bundled_twoway_trunks\":\"user\",\"allow_prepay\":false}}");

        assertThat(call()).isEqualTo(Reason.FLAT_RATE);
        assertThat(call()).isEqualTo(Reason.TRUNKS_MAX_REACHED);

        world.limits(C, "{\"bundled_twoway_trunks\":\"none\"}");
        assertThat(world.state().limits(C).allTrunks()).isEqualTo(Limits.Trunks.NONE);
    }

    @Test
    void anyNumberOfTrunksStaysAnyNumber() {
        world.users.put(C, 3);
        world.limits(C, "{\"outbound_trunks\":-1,\"bundled_outbound_trunks\":\"user\"}");

        assertThat(world.state().limits(C).allTrunks().outbound()).isEqualTo(Limits.UNLIMITED);
    }

    @Test
    void aResellerWhoseBundleIsEmptyStillTakesPartWithItsTrunks() {
        world.limits(C, "{\"twoway_trunks\":1}");
        world.limits(R2, "{\"bundled_twoway_trunks\":\"user\"," + TRUNKS_ONLY + "}");

        assertThat(world.call("1", C, DOMESTIC).refusedBy()).contains(R2);

        world.users.put(R2, 1);
        assertThat(world.call("2", C, DOMESTIC).levels().get(1).billing()).isEqualTo(Billing.FLAT_RATE);
    }

    @Test
    void usersCountAfterAStart() {
        world.users.put(C, 1);
        world.limits(C, "{\"bundled_outbound_trunks\":\"user\"," + TRUNKS_ONLY + "}");
        assertThat(call()).isEqualTo(Reason.FLAT_RATE);

        world.restart();

        assertThat(call()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
        world.users.put(C, 2);
        assertThat(call()).isEqualTo(Reason.FLAT_RATE);
    }

    @Test
    void explainAndReadersSeeTheTrunksThatThereAreAndWhereTheyComeFrom() {
        world.users.put(C, 2);
        world.limits(C, "{\"twoway_trunks\":1,\"bundled_twoway_trunks\":\"user\"}");

        CallExplanation explained =
                world.admission().explain(World.system(), world.attempt("x", C, Direction.OUTBOUND, DOMESTIC));

        assertThat(explained.lines())
                .anySatisfy(line ->
                        assertThat(line.text()).contains("3 two-way").contains("with those of 2 users and 0 devices"));
        Limits shown = world.limits.get(World.system(), C).limits();
        assertThat(LimitForm.write(shown).path("twoway_trunks").intValue()).isEqualTo(1);
        assertThat(LimitForm.allTrunks(shown).map(Json::write))
                .contains("{\"inbound_trunks\":0,\"outbound_trunks\":0,\"twoway_trunks\":3,"
                        + "\"enabled_users\":2,\"devices\":0}");
        assertThat(LimitForm.allTrunks(Limits.DEFAULTS)).isEmpty();
    }

    @Test
    void wrongBundlesAreRefusedByName() {
        assertThatThrownBy(() -> world.limits(C, "{\"bundled_twoway_trunks\":\"users\",\"bundled_devices\":-1}"))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(error -> error.field())
                        .containsExactlyInAnyOrder("bundled_twoway_trunks", "bundled_devices"));
        assertThatThrownBy(() -> world.limits(R2, "{\"descendant_defaults\":{\"bundled_devices\":3}}"))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(error -> error.field())
                        .containsExactly("descendant_defaults.bundled_devices"));
    }
}
