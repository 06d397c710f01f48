package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.Change;
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
    void anExplanationTellsNobody() throws Exception {
        world.admission().explain(World.system(), world.attempt("1", C, Direction.OUTBOUND, "+999123456789"));

        assertThat(told()).isEmpty();
    }
}
