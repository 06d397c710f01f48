package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;

/** Steps 4 to 7 of charging §2, on every level of the chain. */
class LimitRulesTest {
    private static final String DOMESTIC = "+14155550199";
    private static final String NOT_ALLOWED = "{\"allow_prepay\":false}";

    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.price(C, "0.12", 1, 1).price(R2, "0.10", 1, 1).price(R1, "0.08", 1, 1);
        world.credit(C, "10").credit(R2, "10").credit(R1, "10");
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** A limit of one level, and a call that it refuses. */
    record Case(Reason reason, String limits, String to, Direction direction, boolean soft) {
        @Override
        public String toString() {
            return reason + " by " + limits;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case(Reason.CALLS_MAX_REACHED, "{\"calls\":0}", GERMANY, Direction.OUTBOUND, true),
                new Case(Reason.CALLS_MAX_REACHED, "{\"calls\":0}", DOMESTIC, Direction.INBOUND, true),
                new Case(
                        Reason.RESOURCE_CONSUMING_CALLS_MAX_REACHED,
                        "{\"resource_consuming_calls\":0}",
                        GERMANY,
                        Direction.OUTBOUND,
                        false),
                new Case(
                        Reason.DID_CALLS_MAX_REACHED,
                        "{\"inbound_channels_per_did_rules\":{\"+1415555*\":0}}",
                        DOMESTIC,
                        Direction.INBOUND,
                        false),
                new Case(
                        Reason.CALLS_PER_SECOND_MAX_REACHED,
                        "{\"calls_per_second\":0}",
                        GERMANY,
                        Direction.OUTBOUND,
                        true),
                new Case(Reason.TRUNKS_MAX_REACHED, NOT_ALLOWED, DOMESTIC, Direction.OUTBOUND, true),
                new Case(Reason.PER_MINUTE_NOT_ALLOWED, NOT_ALLOWED, GERMANY, Direction.OUTBOUND, false),
                new Case(Reason.NO_RATE, "", GERMANY, Direction.OUTBOUND, false),
                new Case(
                        Reason.PRICE_MAX_EXCEEDED,
                        "{\"max_cost_per_minute\":0.079999999}",
                        GERMANY,
                        Direction.OUTBOUND,
                        true),
                new Case(
                        Reason.SPEND_MAX_REACHED,
                        "{\"max_hour_spend_amount\":0.079999}",
                        GERMANY,
                        Direction.OUTBOUND,
                        true),
                new Case(
                        Reason.SPEND_MAX_REACHED,
                        "{\"max_day_spend_amount\":0.079999}",
                        GERMANY,
                        Direction.OUTBOUND,
                        true),
                new Case(
                        Reason.SPEND_MAX_REACHED,
                        "{\"max_month_spend_amount\":0.079999}",
                        DOMESTIC,
                        Direction.INBOUND,
                        true),
                new Case(Reason.INSUFFICIENT_CREDIT, "", GERMANY, Direction.OUTBOUND, true));
    }

    static Stream<Arguments> everyCaseOnEveryLevel() {
        return cases().stream().flatMap(each -> Stream.of(C, R2, R1).map(level -> Arguments.of(each, level)));
    }

    private void set(Case each, AccountId level) {
        if (each.reason() == Reason.NO_RATE) {
            world.prices.remove(level);
        } else if (each.reason() == Reason.INSUFFICIENT_CREDIT) {
            world.credit(level, "0.079999");
        } else {
            world.limits(level, each.limits());
        }
    }

    private CallDecision call(String callId, Case each) {
        return world.admission().authorize(world.caller, world.attempt(callId, C, each.direction(), each.to()));
    }

    private List<Long> held() {
        return List.of(world.held(C), world.held(R2), world.held(R1));
    }

    @ParameterizedTest
    @MethodSource("everyCaseOnEveryLevel")
    void everyRefusalOfEveryLevelIsToldAndTakesNothing(Case each, AccountId level) {
        set(each, level);

        CallDecision decision = call("1", each);

        assertThat(decision.reason()).isEqualTo(each.reason());
        assertThat(decision.refusedBy()).contains(level);
        assertThat(held()).containsOnly(0L);
        assertThat(world.state().live()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyCaseOnEveryLevel")
    void aSoftLimitPassesWhatItMayAndFlagsIt(Case each, AccountId level) {
        set(each, level);
        world.limits(level, "{\"soft_limit_inbound\":true,\"soft_limit_outbound\":true}");

        CallDecision decision = call("1", each);

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
    @MethodSource("everyCaseOnEveryLevel")
    void aSoftLimitPassesNoRefusalOfAnotherLevel(Case each, AccountId level) {
        set(each, level);
        for (AccountId other : List.of(C, R2, R1)) {
            if (!other.equals(level)) {
                world.limits(other, "{\"soft_limit_inbound\":true,\"soft_limit_outbound\":true}");
            }
        }

        assertThat(call("1", each).reason()).isEqualTo(each.reason());
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

    @Test
    void theVerdictIsTheSmallestStepThenTheNearestThenTheFirstOfTheList() {
        world.limits(C, "{\"max_cost_per_minute\":0,\"max_day_spend_amount\":0}")
                .credit(C, "0");
        world.limits(R2, "{\"max_cost_per_minute\":0}");
        assertThat(verdict("1")).isEqualTo(Reason.PRICE_MAX_EXCEEDED + " " + C);

        world.limits(C, "{\"max_cost_per_minute\":-1}");
        assertThat(verdict("2")).isEqualTo(Reason.SPEND_MAX_REACHED + " " + C);

        world.limits(C, "{\"max_day_spend_amount\":-1}");
        assertThat(verdict("3")).isEqualTo(Reason.INSUFFICIENT_CREDIT + " " + C);

        world.credit(C, "1");
        assertThat(verdict("4")).isEqualTo(Reason.PRICE_MAX_EXCEEDED + " " + R2);

        world.limits(R1, "{\"calls_per_second\":0,\"calls\":0}");
        assertThat(verdict("5")).isEqualTo(Reason.CALLS_MAX_REACHED + " " + R1);
    }

    private String verdict(String callId) {
        CallDecision decision = world.call(callId, C, GERMANY);
        return decision.reason() + " " + decision.refusedBy().orElseThrow();
    }

    @Test
    void rootAndThoseWhoAreNoResellersTakePartWithHardLimitsForAllBelow() {
        AccountId between = new AccountId("b".repeat(32));
        world.tree.add(between, R2, false);
        world.tree.add(C, between, false);
        for (AccountId above : List.of(ROOT, between)) {
            for (Case each : cases().subList(0, 5)) {
                String callId = each.direction() + " " + each.reason() + above;
                world.limits(above, each.limits());
                assertThat(call(callId, each).allowed()).isTrue();
                world.end(callId, 0);
                world.limits(above, "{\"apply_to_descendants\":true}");
                CallDecision decision = call(callId + "2", each);
                assertThat(decision.reason()).isEqualTo(each.reason());
                assertThat(decision.refusedBy()).contains(above);
                world.limits(
                        above,
                        "{\"apply_to_descendants\":null,\"calls\":null,\"resource_consuming_calls\":null,"
                                + "\"inbound_channels_per_did_rules\":null,\"calls_per_second\":null}");
            }
        }
    }

    @Test
    void callsPerSecondCountAdmittedAttemptsAndNoRepeats() {
        world.limits(C, "{\"calls_per_second\":2}");

        assertThat(world.call("1", C, GERMANY).allowed()).isTrue();
        assertThat(world.call("1", C, GERMANY).allowed()).isTrue();
        assertThat(world.call("x", C, "12").allowed()).isFalse();
        assertThat(world.call("2", C, GERMANY).allowed()).isTrue();
        world.end("1", 0);
        assertThat(world.call("3", C, GERMANY).reason()).isEqualTo(Reason.CALLS_PER_SECOND_MAX_REACHED);

        world.clock.move(1);
        assertThat(world.call("4", C, GERMANY).allowed()).isTrue();
        assertThat(world.call("5", C, GERMANY).allowed()).isTrue();
        assertThat(world.call("6", C, GERMANY).allowed()).isFalse();
        world.clock.move(-3600);
        assertThat(world.call("7", C, GERMANY).allowed()).isTrue();
    }

    @Test
    void callsPerNumberAreCountedByConversationAndForEachNumber() {
        world.limits(R2, "{\"inbound_channels_per_did_rules\":{\"+1415*\":1}}");

        assertThat(world.inbound("1", C, DOMESTIC).allowed()).isTrue();
        assertThat(world.inbound("2", C, DOMESTIC).reason()).isEqualTo(Reason.DID_CALLS_MAX_REACHED);
        assertThat(world.inbound("3", C, "+14155550188").allowed()).isTrue();
        assertThat(world.call("4", C, DOMESTIC).allowed()).isTrue();
        world.restart();
        assertThat(world.inbound("5", C, DOMESTIC).allowed()).isFalse();
        world.end("1", 5);
        assertThat(world.inbound("6", C, DOMESTIC).allowed()).isTrue();
    }

    @Test
    void thePriceThatIsComparedIsTheOneThatIsPaid() {
        Price list = World.price("0.20", 1, 1);
        world.limits(C, "{\"max_cost_per_minute\":0.15,\"max_surcharge_amount\":0.01}");

        world.prices.put(C, list.discounted(2_500));
        assertThat(world.call("1", C, GERMANY).allowed()).isTrue();
        world.prices.put(C, list.discounted(2_499));
        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.PRICE_MAX_EXCEEDED);
        world.prices.put(C, list.exchanged(3, 4));
        assertThat(world.call("3", C, GERMANY).allowed()).isTrue();
        world.prices.put(C, list.exchanged(300_000_001, 400_000_000));
        assertThat(world.call("4", C, GERMANY).reason()).isEqualTo(Reason.PRICE_MAX_EXCEEDED);
        world.prices.put(C, new Price(0, 10_000_001, 0, 1, 0));
        assertThat(world.call("5", C, GERMANY).reason()).isEqualTo(Reason.PRICE_MAX_EXCEEDED);
        world.prices.put(C, new Price(0, 10_000_000, 0, 1, 0));
        assertThat(world.call("6", C, GERMANY).allowed()).isTrue();
    }

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
    void resourceTypesThatAreExemptAreFreeOnThatLevelOnly() {
        world.limits(C, "{\"authz_resource_types\":[\"sms\",\"page\"]}");
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
                                "page",
                                List.of(),
                                false,
                                Optional.empty(),
                                true));

        assertThat(decision.reason()).isEqualTo(Reason.EXEMPT);
        assertThat(decision.levels())
                .extracting(CallDecision.LevelTerms::billing)
                .containsExactly(Billing.FREE, Billing.PER_MINUTE, Billing.PER_MINUTE);
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
