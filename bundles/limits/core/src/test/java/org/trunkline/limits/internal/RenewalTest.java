package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;

/** When a switch is to ask again, and for how long money is held meanwhile (charging §3). */
class RenewalTest {
    private static final String DOMESTIC = "+14155550199";

    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.limits(R1, "{\"enabled\":false}").limits(R2, "{\"enabled\":false}");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aLongCallIsAlwaysToldATimeThatIsStillToCome() {
        world.price(C, "0.06", 1, 1).credit(C, "100");
        world.call("1", C, GERMANY);
        long elapsed = 40;
        for (int i = 0; i < 100; i++) {
            world.clock.move(40);
            CallRenewal renewal = world.renew("1", elapsed);

            assertThat(renewal.maxSeconds()).hasValue(elapsed + 60);
            assertThat(renewal.renewAfterSeconds()).isEqualTo(elapsed + 40);
            elapsed = renewal.renewAfterSeconds();
        }
    }

    @Test
    void aCallOnATrunkKeepsItsLeaseToo() {
        world.limits(C, "{\"outbound_trunks\":1}");

        assertThat(world.call("1", C, DOMESTIC).renewAfterSeconds()).isEqualTo(600);
        world.clock.move(600);
        assertThat(world.renew("1", 600).renewAfterSeconds()).isEqualTo(1_200);
        assertThat(world.renew("1", 600).maxSeconds()).isEmpty();
    }

    @Test
    void theLastGrantLeavesTimeForATopUp() {
        world.price(C, "0.06", 1, 1).credit(C, "0.09");
        world.call("1", C, GERMANY);
        world.clock.move(40);

        CallRenewal last = world.renew("1", 40);

        assertThat(last.maxSeconds()).hasValue(90);
        assertThat(last.renewAfterSeconds()).isEqualTo(85);
        world.credit(C, "1");
        world.clock.move(45);
        assertThat(world.renew("1", 85).maxSeconds()).hasValue(145);
    }

    @Test
    void aCallThatEndsForWantOfItsAccountsCreditGoesWhereThatCanBeMended() {
        world.price(C, "0.06", 1, 1).credit(C, "0.09").limits(C, "{\"final_redirect_to\":\"+18005550100\"}");

        assertThat(world.call("1", C, GERMANY).redirectTo()).hasValue("+18005550100");
        world.clock.move(40);
        CallRenewal last = world.renew("1", 40);
        assertThat(last.action()).isEqualTo(CallRenewal.Action.WARN);
        assertThat(last.redirectTo()).hasValue("+18005550100");
        world.clock.move(50);
        CallRenewal end = world.renew("1", 90);
        assertThat(end.action()).isEqualTo(CallRenewal.Action.REDIRECT);
        assertThat(end.redirectTo()).hasValue("+18005550100");

        world.limits(C, "{\"final_redirect_to\":\"\"}");
        assertThat(world.renew("1", 90).action()).isEqualTo(CallRenewal.Action.HANGUP);
    }

    @Test
    void aCallThatEndsForAnotherReasonIsHungUp() {
        world.price(C, "0.06", 1, 1).credit(C, "100");
        world.limits(C, "{\"final_redirect_to\":\"+18005550100\",\"max_day_spend_amount\":0.09}");
        world.call("1", C, GERMANY);
        world.clock.move(90);
        world.renew("1", 40);

        CallRenewal capped = world.renew("1", 90);

        assertThat(capped.reason()).isEqualTo(Reason.SPEND_MAX_REACHED);
        assertThat(capped.action()).isEqualTo(CallRenewal.Action.HANGUP);
        assertThat(capped.redirectTo()).isEmpty();
        world.limits(C, "{\"outbound_trunks\":1}");
        assertThat(world.call("2", C, DOMESTIC).redirectTo()).isEmpty();
    }

    @Test
    void aCallThatEndsForWantOfCreditFurtherUpIsHungUp() {
        world.limits(R2, "{\"enabled\":true}").limits(C, "{\"final_redirect_to\":\"sip:topup@example.com\"}");
        world.price(C, "0.06", 1, 1).credit(C, "100").price(R2, "0.06", 1, 1).credit(R2, "0.09");
        world.call("1", C, GERMANY);
        world.clock.move(90);
        world.renew("1", 40);

        CallRenewal end = world.renew("1", 90);

        assertThat(end.allowed()).isFalse();
        assertThat(end.action()).isEqualTo(CallRenewal.Action.HANGUP);
        assertThat(end.redirectTo()).isEmpty();
    }

    @Test
    void nobodyRenewsFurtherThanTimeHasPassed() {
        world.price(C, "0.06", 1, 1).credit(C, "100");
        world.call("1", C, GERMANY);
        world.clock.move(10);

        assertThat(world.renew("1", 1_000_000).maxSeconds()).hasValue(130);
    }

    @Test
    void theOverflowOfBothDirectionsSharesTheTwowayTrunks() {
        world.limits(C, "{\"outbound_trunks\":1,\"inbound_trunks\":1,\"burst_trunks\":1,\"allow_prepay\":false}");

        assertThat(world.call("1", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(world.call("2", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE_BURST);
        assertThat(world.inbound("3", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE_BURST);
        assertThat(world.inbound("4", C, DOMESTIC).reason()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
        world.limits(C, "{\"twoway_trunks\":" + Limits.UNLIMITED + "}");
        assertThat(world.inbound("5", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE);
    }
}
