package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.Reason;

/** What a soft limit lets pass, and what that costs (charging §2.6). */
class SoftLimitTest extends InPricedWorld {
    private static final String DOMESTIC = LimitCase.DOMESTIC;

    @ParameterizedTest
    @MethodSource("org.trunkline.limits.internal.LimitCase#everyCaseOnEveryLevel")
    void aSoftLimitPassesWhatItMayAndFlagsIt(LimitCase each, AccountId level) {
        each.set(world, level);
        world.limits(level, "{\"soft_limit_inbound\":true,\"soft_limit_outbound\":true}");

        CallDecision decision = each.call(world, "1");

        assertThat(decision.allowed()).isEqualTo(each.soft());
        if (each.soft()) {
            assertThat(decision.reason()).isEqualTo(level.equals(C) ? Reason.SOFT_LIMIT : Reason.PER_MINUTE);
            assertThat(world.held(level)).isZero();
            assertThat(decision.levels())
                    .extracting(CallDecision.LevelTerms::billing)
                    .containsOnly(Billing.PER_MINUTE);
            assertThat(world.end("1", 30).flags()).contains("soft_limit");
        }
    }

    @ParameterizedTest
    @MethodSource("org.trunkline.limits.internal.LimitCase#everyCaseOnEveryLevel")
    void aSoftLimitPassesNoRefusalOfAnotherLevel(LimitCase each, AccountId level) {
        each.set(world, level);
        for (AccountId other : List.of(C, R2, R1)) {
            if (!other.equals(level)) {
                world.limits(other, "{\"soft_limit_inbound\":true,\"soft_limit_outbound\":true}");
            }
        }

        assertThat(each.call(world, "1").reason()).isEqualTo(each.reason());
    }

    @Test
    void aSoftLimitIsOfOneDirection() {
        world.limits(C, "{\"calls\":0,\"soft_limit_inbound\":true}");

        assertThat(world.call("1", C, GERMANY).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
        assertThat(world.inbound("2", C, DOMESTIC).reason()).isEqualTo(Reason.SOFT_LIMIT);
    }

    @Test
    void aCallBeyondASoftTrunkLimitIsChargedWithoutHoldBelowTheFloor() {
        world.credit(C, "0").limits(C, "{\"outbound_trunks\":1,\"soft_limit_outbound\":true}");
        assertThat(world.call("1", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE);

        CallDecision beyond = world.call("2", C, DOMESTIC);

        assertThat(beyond.reason()).isEqualTo(Reason.SOFT_LIMIT);
        assertThat(world.renew("2", 600).allowed()).isTrue();
        world.clock.move(600);
        world.end("2", 600);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(-1_200_000);
    }

    @Test
    void aSoftTrunkOverflowWithoutARateCostsNothing() {
        world.prices.remove(C);
        world.limits(C, "{\"allow_prepay\":false,\"soft_limit_outbound\":true}");

        assertThat(world.call("1", C, DOMESTIC).reason()).isEqualTo(Reason.SOFT_LIMIT);
        assertThat(world.end("1", 0).levels().get(0).amountMicros()).isZero();
    }

    @Test
    void aCallOverASoftCountStillTakesAFreeTrunk() {
        world.limits(C, "{\"calls\":0,\"outbound_trunks\":1,\"soft_limit_outbound\":true}");

        CallDecision decision = world.call("1", C, DOMESTIC);

        assertThat(decision.reason()).isEqualTo(Reason.SOFT_LIMIT);
        assertThat(decision.levels().get(0).billing()).isEqualTo(Billing.FLAT_RATE);
    }

    @Test
    void aSoftLevelThatRunsOutInTheMiddleOfACallGoesOn() {
        world.credit(C, "0.15").limits(C, "{\"soft_limit_outbound\":true}");
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));

        CallRenewal renewal = world.renew("1", 55);

        assertThat(renewal.allowed()).isTrue();
        assertThat(renewal.maxSeconds()).hasValue(115);
        assertThat(world.held(C)).isEqualTo(120_000);
        assertThat(world.held(R1)).isEqualTo(153_333);
    }
}
