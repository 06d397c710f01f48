package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

/** How long calls may last, and which begin while the ledger is down. */
class CallTimeTest extends InPricedWorld {
    private static final String DOMESTIC = LimitCase.DOMESTIC;

    @Test
    void noCallLastsLongerThanAnyLevelAllows() {
        world.limits(R2, "{\"max_call_seconds\":90}");

        CallDecision decision = world.call("1", C, GERMANY);
        assertThat(decision.maxSeconds()).hasValue(60);
        assertThat(decision.expectedSeconds()).hasValue(90);
        world.admission().answered(world.caller, world.key("1"));
        assertThat(world.renew("1", 40).maxSeconds()).hasValue(90);
        world.clock.move(90);
        CallRenewal last = world.renew("1", 90);
        assertThat(last.allowed()).isFalse();
        assertThat(last.reason()).isEqualTo(Reason.CALL_SECONDS_MAX_REACHED);

        world.limits(R2, "{\"max_call_seconds\":30}");
        assertThat(world.call("2", C, GERMANY).maxSeconds()).hasValue(30);
    }

    @Test
    void aTrunkCallHasAHardStopToo() {
        world.limits(C, "{\"twoway_trunks\":1,\"max_call_seconds\":100}");

        CallDecision decision = world.call("1", C, DOMESTIC);

        assertThat(decision.reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(decision.maxSeconds()).hasValue(100);
        world.clock.move(100);
        assertThat(world.renew("1", 99).allowed()).isTrue();
        assertThat(world.renew("1", 100).reason()).isEqualTo(Reason.CALL_SECONDS_MAX_REACHED);
        assertThat(world.held(C)).isZero();
    }

    @Test
    void aTrunkCallThatNobodySpeaksOfIsOverWithItsLeaseNotWithItsLongestTime() {
        world.limits(C, "{\"twoway_trunks\":1,\"max_call_seconds\":36000}");
        world.call("1", C, DOMESTIC);

        world.clock.move(899);
        world.settleLeases();
        assertThat(world.state().live()).hasSize(1);
        world.clock.move(2);
        world.settleLeases();
        assertThat(world.state().live()).isEmpty();
    }

    @Test
    void aSwitchThatCannotRenewGetsNoMoreThanTheLongestCall() {
        world.limits(C, "{\"max_call_seconds\":100}");
        CallAttempt attempt = world.attempt("1", C, Direction.OUTBOUND, GERMANY);

        CallDecision decision = world.admission()
                .authorize(
                        world.caller,
                        new CallAttempt(
                                attempt.key(),
                                attempt.direction(),
                                attempt.selector(),
                                attempt.from(),
                                attempt.to(),
                                "",
                                List.of(),
                                false,
                                Optional.empty(),
                                false));

        assertThat(decision.maxSeconds()).hasValue(100);
        assertThat(world.held(C)).isEqualTo(200_000);
    }

    @Test
    void whileTheLedgerIsDownNewCallsFollowThePolicyOfEachLevel() {
        List<Reason> reasons = new ArrayList<>();
        world.call("before", C, GERMANY);
        world.ledger.down(true);
        world.end("before", 30);

        reasons.add(world.call("1", C, GERMANY).reason());
        world.limits(C, "{\"failure_policy\":\"allow\"}").limits(R2, "{\"failure_policy\":\"allow\"}");
        reasons.add(world.call("2", C, GERMANY).reason());
        // owed 0.04 for the call before, 0.08 for each of these
        world.limits(R1, "{\"failure_policy\":\"amount\",\"failure_max_amount\":0.20}");
        reasons.add(world.call("3", C, GERMANY).reason());
        reasons.add(world.call("4", C, GERMANY).reason());
        reasons.add(world.call("5", C, GERMANY).reason());
        world.credit(R1, "0.3").limits(R1, "{\"failure_policy\":\"allow\"}");
        reasons.add(world.call("6", C, GERMANY).reason());
        reasons.add(world.call("7", C, GERMANY).reason());

        assertThat(reasons)
                .containsExactly(
                        Reason.UNAVAILABLE,
                        Reason.UNAVAILABLE,
                        Reason.PER_MINUTE,
                        Reason.PER_MINUTE,
                        Reason.UNAVAILABLE,
                        Reason.PER_MINUTE,
                        Reason.INSUFFICIENT_CREDIT);
    }
}
