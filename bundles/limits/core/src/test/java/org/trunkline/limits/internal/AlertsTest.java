package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.Change;
import org.trunkline.limits.SpendWindow;
import org.trunkline.rating.Direction;

/** What somebody should look at is told once for a while. */
class AlertsTest {
    @TempDir
    Path journal;

    private final List<Change> told = new CopyOnWriteArrayList<>();
    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.chain();
        world.credit(C, "100").credit(R2, "100").credit(R1, "100");
        world.feed.subscribe("limit_alerts", told::add);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<String> told() throws Exception {
        world.alerts().storeAll();
        return told.stream().map(each -> each.action() + " " + each.account()).toList();
    }

    @Test
    void aMissingRateIsToldOncePerSellerAndBeginningOfTheNumber() throws Exception {
        for (int i = 0; i < 100; i++) {
            world.call("a" + i, C, "+99912345678" + i % 10);
        }
        world.call("b", C, "+99954345678");
        world.prices.remove(C);
        world.call("c", C, GERMANY);

        assertThat(told())
                .containsExactly(
                        "rate_missing " + R2,
                        "rate_missing " + R1,
                        "rate_missing " + World.ROOT,
                        "rate_missing " + R2,
                        "rate_missing " + R1,
                        "rate_missing " + World.ROOT,
                        "rate_missing " + R2);
        assertThat(told.get(0).detail())
                .isEqualTo("{\"prefix\":\"999123\",\"direction\":\"outbound\",\"classification\":\"international\","
                        + "\"payer\":\"" + C + "\"}");
    }

    @Test
    void aSoftLimitThatWasPassedIsToldOnceADay() throws Exception {
        world.limits(C, "{\"calls\":0,\"soft_limit_outbound\":true}");

        world.call("1", C, GERMANY);
        world.call("2", C, GERMANY);
        assertThat(told()).containsExactly("soft_limit_passed " + C);
        world.clock.move(86_400);
        world.call("3", C, GERMANY);
        assertThat(told()).hasSize(2);
    }

    @Test
    void aCapIsToldWhenAFifthOfItIsLeftAndWhenItIsReached() throws Exception {
        world.limits(C, "{\"max_day_spend_amount\":0.60}");

        for (int i = 0; i < 3; i++) {
            world.call("" + i, C, GERMANY);
        }
        assertThat(told()).isEmpty();
        for (int i = 3; i < 9; i++) {
            world.call("" + i, C, GERMANY);
        }
        assertThat(told()).containsExactly("spend_max_near " + C, "spend_max_reached " + C);
    }

    @Test
    void aCapIsToldWhenARenewalComesNearItAndWhenItReachesIt() throws Exception {
        world.limits(C, "{\"max_hour_spend_amount\":0.30}");
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));

        world.clock.move(40);
        world.renew("1", 40);
        assertThat(told()).isEmpty();
        world.clock.move(20);
        world.renew("1", 60);
        assertThat(told()).containsExactly("spend_max_near " + C);
        world.clock.move(40);
        assertThat(world.renew("1", 100).maxSeconds()).hasValue(136);

        assertThat(told()).containsExactly("spend_max_near " + C, "spend_max_reached " + C);
        assertThat(told.get(1).detail()).isEqualTo("{\"window\":\"hour\",\"spent\":0.299427,\"cap\":0.3}");
    }

    @Test
    void aCapIsToldOncePerWindowAndAgainWhenItWasBegunAnew() throws Exception {
        world.limits(C, "{\"max_day_spend_amount\":0.20}");
        SpendManager spending =
                new SpendManager(world.limitStore, world.state(), world.alerts(), world.tree, world.tree, world.clock);
        world.call("1", C, GERMANY);
        world.call("2", C, GERMANY);
        world.call("3", C, GERMANY);
        assertThat(told()).containsExactly("spend_max_reached " + C);

        spending.reset(World.system(), C, EnumSet.of(SpendWindow.DAY));
        world.call("4", C, GERMANY);
        world.call("5", C, GERMANY);
        assertThat(told()).hasSize(2);

        world.clock.move(86_400);
        world.call("6", C, GERMANY);
        world.call("7", C, GERMANY);
        assertThat(told()).hasSize(3);
    }

    @Test
    void anExplanationTellsNobody() throws Exception {
        world.admission().explain(World.system(), world.attempt("1", C, Direction.OUTBOUND, "+999123456789"));

        assertThat(told()).isEmpty();
    }
}
