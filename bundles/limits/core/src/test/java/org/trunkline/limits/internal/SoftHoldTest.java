package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallExplanation;
import org.trunkline.limits.CallExplanation.Says;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;

/** For how long a call may go on that soft limits let pass: as long as the levels last that still hold something for it. */
class SoftHoldTest extends InPricedWorld {
    private static final String SOFT = "{\"soft_limit_inbound\":true,\"soft_limit_outbound\":true}";
    private static final List<AccountId> LEVELS = List.of(C, R2, R1);

    static Stream<LimitCase> everySoftCase() {
        return LimitCase.all().stream().filter(LimitCase::soft);
    }

    private CallDecision unrenewed(String callId) {
        CallAttempt renewing = world.attempt(callId, C, Direction.OUTBOUND, GERMANY);
        return world.admission()
                .authorize(
                        world.caller,
                        new CallAttempt(
                                renewing.key(),
                                renewing.direction(),
                                renewing.selector(),
                                renewing.from(),
                                renewing.to(),
                                "",
                                List.of(),
                                false,
                                Optional.empty(),
                                false));
    }

    private CallExplanation explain(Direction direction, String to) {
        return world.admission().explain(World.system(), world.attempt("explained", C, direction, to));
    }

    @ParameterizedTest
    @MethodSource("everySoftCase")
    void aCallForWhichNoLevelHoldsAnythingHasNoHardStopWhateverWasPassed(LimitCase each) {
        for (AccountId level : LEVELS) {
            each.set(world, level);
            world.limits(level, SOFT);
        }

        CallDecision explained = explain(each.direction(), each.to()).decision();
        CallDecision decision = each.call(world, "1");

        assertThat(decision.maxSeconds()).isEmpty();
        assertThat(decision.expectedSeconds()).isEmpty();
        assertThat(decision.renewAfterSeconds()).isEqualTo(600);
        assertThat(decision.levels()).allMatch(level -> level.reservedMicros() == 0);
        assertThat(explained.maxSeconds()).isEmpty();
        assertThat(explained.levels()).isEqualTo(decision.levels());
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(600);
        CallRenewal renewal = world.renew("1", 600);
        assertThat(renewal.allowed()).isTrue();
        assertThat(renewal.maxSeconds()).isEmpty();
        assertThat(LEVELS).allMatch(level -> world.held(level) == 0);
        world.clock.move(100);
        assertThat(world.end("1", 700).flags()).containsExactly("soft_limit");
    }

    @ParameterizedTest
    @MethodSource("everySoftCase")
    void theLongestCallBoundsACallForWhichNoLevelHoldsAnything(LimitCase each) {
        for (AccountId level : LEVELS) {
            each.set(world, level);
            world.limits(level, SOFT);
        }
        world.limits(R1, "{\"max_call_seconds\":700}");

        assertThat(each.call(world, "1").maxSeconds()).hasValue(700);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(600);
        assertThat(world.renew("1", 600).maxSeconds()).hasValue(700);
    }

    @ParameterizedTest
    @MethodSource("everySoftCase")
    void theLevelsThatStillHoldBoundTheCallAlone(LimitCase each) {
        each.set(world, C);
        world.limits(C, SOFT).credit(R1, "0.16");

        assertThat(each.call(world, "1").maxSeconds()).hasValue(60);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(40);
        assertThat(world.renew("1", 40).maxSeconds()).hasValue(100);
        world.clock.move(40);
        CallRenewal last = world.renew("1", 80);
        assertThat(last.maxSeconds()).hasValue(120);
        assertThat(last.renewAfterSeconds()).isEqualTo(115);
        world.clock.move(40);
        CallRenewal over = world.renew("1", 120);
        assertThat(over.allowed()).isFalse();
        assertThat(over.reason()).isEqualTo(Reason.INSUFFICIENT_CREDIT);
        assertThat(world.held(R1)).isEqualTo(160_000);
    }

    /** Charging §3: the first grant is longer than what a level has free of charge; of a level that holds something. */
    @Test
    void whatALevelHasFreeOfChargeIsNothingToOthersOnceItIsPassedSoftly() {
        world.prices.put(C, new Price(120_000_000, 0, 1, 1, 100));
        world.limits(C, SOFT).credit(C, "0").credit(R2, "0.1").credit(R1, "0.08");

        CallDecision decision = world.call("1", C, GERMANY);

        assertThat(decision.reason()).isEqualTo(Reason.SOFT_LIMIT);
        assertThat(decision.maxSeconds()).hasValue(60);
        assertThat(world.held(R2)).isEqualTo(100_000);
        assertThat(world.held(R1)).isEqualTo(80_000);
        assertThat(decision.levels())
                .extracting(CallDecision.LevelTerms::reservedMicros)
                .containsExactly(0L, 100_000L, 80_000L);
    }

    @Test
    void aRefusalThatIsPassedSoftlyIsExplainedOnce() {
        world.prices.put(C, new Price(120_000_000, 0, 1, 1, 100));
        world.limits(C, SOFT).credit(C, "0").credit(R2, "0.1").credit(R1, "0.08");

        CallExplanation explained = explain(Direction.OUTBOUND, GERMANY);

        assertThat(explained.decision().maxSeconds()).hasValue(60);
        assertThat(explained.lines())
                .filteredOn(line -> line.reason().equals(Optional.of(Reason.INSUFFICIENT_CREDIT)))
                .extracting(line -> line.account().orElseThrow() + " " + line.says())
                .containsExactly(
                        C + " " + Says.REFUSES,
                        C + " " + Says.PASSED_SOFTLY,
                        R2 + " " + Says.PASSES,
                        R1 + " " + Says.PASSES);
    }

    @Test
    void aCallThatIsPassedSoftlyInItsMiddleHasNoHardStopFromThenOn() {
        for (AccountId level : LEVELS) {
            world.credit(level, "0.15").limits(level, SOFT);
        }
        assertThat(world.call("1", C, GERMANY).maxSeconds()).hasValue(60);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(55);

        CallRenewal renewal = world.renew("1", 55);

        assertThat(renewal.maxSeconds()).hasValue(AdmissionRules.LONGEST_SECONDS);
        assertThat(renewal.expectedSeconds()).hasValue(AdmissionRules.LONGEST_SECONDS);
        assertThat(renewal.renewAfterSeconds()).isEqualTo(655);
        assertThat(world.renew("1", 55)).isEqualTo(renewal);
        assertThat(world.held(C)).isEqualTo(120_000);
        world.clock.move(845);
        assertThat(world.end("1", 900).flags()).containsExactly("soft_limit");
    }

    @Test
    void aSwitchThatCannotRenewGetsWhatTheOtherLevelsLast() {
        world.limits(C, SOFT).credit(C, "0.01").credit(R1, "0.16");
        assertThat(unrenewed("1").maxSeconds()).hasValue(120);
        assertThat(world.held(C)).isZero();
        world.end("1", 0);

        for (AccountId level : LEVELS) {
            world.limits(level, SOFT).credit(level, "0.01");
        }
        assertThat(unrenewed("2").maxSeconds()).isEmpty();
    }

    @Test
    void aLevelThatNeverEndsTheCallIsNotExpectedToEndIt() {
        world.limits(C, SOFT).credit(C, "1").credit(R1, "8").credit(R2, "20");

        assertThat(world.call("1", C, GERMANY).expectedSeconds()).hasValue(6000);
        assertThat(world.renew("1", 0).expectedSeconds()).hasValue(6000);
    }

    @Test
    void aCallThatTheAccountsCreditNeverEndsGoesNowhereElseThen() {
        world.limits(C, "{\"final_redirect_to\":\"+14155550111\"}");
        assertThat(world.call("1", C, GERMANY).redirectTo()).contains("+14155550111");

        world.limits(C, SOFT);

        assertThat(world.call("2", C, GERMANY).redirectTo()).isEmpty();
    }

    @Test
    void aCallThatHoldsNothingIsSettledWhenItIsNotSpokenOfForALease() {
        for (AccountId level : LEVELS) {
            world.credit(level, "0").limits(level, SOFT);
        }
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(899);
        world.settleLeases();
        assertThat(world.state().live()).hasSize(1);

        world.clock.move(2);
        world.settleLeases();

        assertThat(world.state().live()).isEmpty();
    }

    @Test
    void aCallBeyondASoftCountIsFlaggedOnAnAllotmentTooAndHoldsNoMoneyForItsTail() {
        world.allotments(C, "{\"international\":{\"amount\":45,\"cycle\":\"monthly\"}}");
        world.limits(C, SOFT).limits(C, "{\"calls\":0}");

        CallDecision decision = world.call("1", C, GERMANY);

        assertThat(decision.reason()).isEqualTo(Reason.SOFT_LIMIT);
        assertThat(decision.maxSeconds()).hasValue(60);
        assertThat(decision.levels().get(0).allotment()).contains(new CallDecision.FreeSeconds("international", 45));
        assertThat(decision.levels().get(0).reservedMicros()).isZero();
        assertThat(world.held(C)).isZero();
        world.clock.move(40);
        assertThat(world.renew("1", 40).maxSeconds()).hasValue(100);
        world.clock.move(50);
        assertThat(world.end("1", 90).flags()).containsExactly("soft_limit");
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(10_000_000 - 90_000);
    }

    @Test
    void anAllotmentThatEndsTheCallEndsItBeyondASoftCountToo() {
        world.allotments(C, "{\"international\":{\"amount\":90,\"cycle\":\"monthly\",\"when_used_up\":\"end\"}}");
        world.limits(C, SOFT).limits(C, "{\"calls\":0}");

        CallDecision decision = world.call("1", C, GERMANY);

        assertThat(decision.expectedSeconds()).hasValue(90);
        world.clock.move(40);
        assertThat(world.renew("1", 40).maxSeconds()).hasValue(90);
    }

    @Test
    void whatASoftLimitLetsGoOnAfterItsAllotmentIsExplained() {
        world.allotments(C, "{\"international\":{\"amount\":45,\"cycle\":\"monthly\"}}");
        world.limits(C, SOFT).credit(C, "0");

        CallExplanation explained = explain(Direction.OUTBOUND, GERMANY);
        CallDecision decision = world.call("1", C, GERMANY);

        assertThat(explained.lines())
                .filteredOn(line -> line.says() == Says.PASSED_SOFTLY)
                .extracting(line -> line.reason().orElseThrow())
                .containsExactly(Reason.INSUFFICIENT_CREDIT);
        assertThat(explained.decision().levels()).isEqualTo(decision.levels());
        assertThat(explained.decision().maxSeconds()).isEqualTo(decision.maxSeconds());
        assertThat(decision.reason()).isEqualTo(Reason.ALLOTMENT);
        assertThat(world.end("1", 0).flags()).containsExactly("soft_limit");
    }

    @Test
    void aLevelThatWasPassedSoftlyNeverEndsTheCallThoughItsSoftLimitIsGone() {
        world.allotments(C, "{\"international\":{\"amount\":45,\"cycle\":\"monthly\"}}");
        world.limits(C, SOFT).credit(C, "0");
        assertThat(world.call("1", C, GERMANY).maxSeconds()).hasValue(60);
        world.limits(C, "{\"soft_limit_inbound\":false,\"soft_limit_outbound\":false}");
        world.clock.move(40);

        assertThat(world.renew("1", 40).maxSeconds()).hasValue(100);
    }
}
