package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Reason;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.rating.Direction;

/** Who may call, on whose money, and what it costs in the end (charging §1-§4). */
class AdmissionTest {
    private static final String DOMESTIC = "+14155550199";

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

    @Test
    void holdsOnEveryLevelOfTheChainAndChargesEachOnceAtTheEnd() {
        world.chain();

        CallDecision decision = world.call("1", C, GERMANY);

        assertThat(decision.reason()).isEqualTo(Reason.PER_MINUTE);
        assertThat(decision.maxSeconds()).hasValue(60);
        assertThat(decision.renewAfterSeconds()).isEqualTo(40);
        assertThat(decision.expectedSeconds()).hasValue(389);
        assertThat(decision.levels())
                .extracting(CallDecision.LevelTerms::account)
                .containsExactly(C, R2, R1);
        assertThat(decision.levels())
                .extracting(CallDecision.LevelTerms::reservedMicros)
                .containsExactly(132_100L, 92_500L, 70_000L);
        assertThat(world.held(R2)).isEqualTo(92_500);

        world.clock.move(75);
        world.renew("1", 40);
        CallSettlement settlement = world.end("1", 61);

        assertThat(settlement.posted()).isTrue();
        assertThat(settlement.levels())
                .extracting(CallSettlement.LevelCharge::amountMicros)
                .containsExactly(-134_302L, -94_042L, -71_167L);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - 134_302);
        assertThat(List.of(world.held(C), world.held(R2), world.held(R1))).containsOnly(0L);
        assertThat(world.state().unposted()).isEmpty();
    }

    @Test
    void aRepeatedAuthorizeReturnsTheSameDecisionAndHoldsOnce() {
        world.chain();
        CallDecision first = world.call("1", C, GERMANY);

        assertThat(world.call("1", C, GERMANY)).isEqualTo(first);
        assertThat(world.held(C)).isEqualTo(132_100);
        assertThatThrownBy(() -> world.call("1", C, "+4930999999")).isInstanceOf(ConflictException.class);
    }

    @Test
    void aDenialIsToldAgainForAMomentAndItsKeyIsNoOtherCallMeanwhile() {
        world.chain();
        world.credit(C, "0");
        CallDecision denied = world.call("1", C, GERMANY);
        world.credit(C, "1");

        assertThat(world.call("1", C, GERMANY)).isEqualTo(denied);
        assertThatThrownBy(() -> world.call("1", C, "+4930999999")).isInstanceOf(ConflictException.class);
        world.clock.move(31);
        assertThat(world.call("1", C, GERMANY).allowed()).isTrue();
    }

    @Test
    void anAuthorizeAfterTheEndHoldsNothing() {
        world.chain();
        world.call("1", C, GERMANY);
        world.end("1", 5);

        CallDecision again = world.call("1", C, GERMANY);

        assertThat(again.ended()).isTrue();
        assertThat(again.maxSeconds()).hasValue(0);
        assertThat(world.held(C)).isZero();
    }

    @Test
    void aLevelAboveWithoutCreditRefusesAndNothingIsTaken() {
        world.chain();
        world.credit(R2, "0.09");

        CallDecision decision = world.call("1", C, GERMANY);

        assertThat(decision.reason()).isEqualTo(Reason.INSUFFICIENT_CREDIT);
        assertThat(decision.refusedBy()).contains(R2);
        assertThat(decision.sipCode()).isEqualTo(402);
        assertThat(List.of(world.held(C), world.held(R2), world.held(R1))).containsOnly(0L);
    }

    @Test
    void aSwitchOfTheCustomerDoesNotSeeWhoRefusedAbove() {
        world.chain();
        world.credit(R1, "0");
        SwitchIdentity own = world.switches
                .create(World.system(), Json.object().put("name", "own").put("account_id", C.value()))
                .identity();
        CallAttempt attempt = world.attempt("1", C, Direction.OUTBOUND, GERMANY);
        CallAttempt asked = new CallAttempt(
                new org.trunkline.limits.CallKey(own.id(), "1", "a"),
                attempt.direction(),
                attempt.selector(),
                attempt.from(),
                attempt.to(),
                "",
                List.of(),
                false,
                Optional.empty(),
                true);

        CallDecision decision = world.admission().authorize(own.caller(), asked);

        assertThat(decision.reason()).isEqualTo(Reason.UPSTREAM_UNAVAILABLE);
        assertThat(decision.refusedBy()).isEmpty();
        world.credit(R1, "5");
        world.clock.move(31);
        assertThat(world.admission().authorize(own.caller(), asked).levels())
                .extracting(CallDecision.LevelTerms::account)
                .containsExactly(C);
    }

    @Test
    void aSwitchReachesNoAccountOutsideItsScope() {
        AccountId other = new AccountId("d".repeat(32));
        world.tree.add(other, ROOT, false);
        SwitchIdentity own = world.switches
                .create(World.system(), Json.object().put("name", "own").put("account_id", R1.value()))
                .identity();
        CallAttempt attempt = world.attempt("1", other, Direction.OUTBOUND, GERMANY);
        CallAttempt asked = new CallAttempt(
                new org.trunkline.limits.CallKey(own.id(), "1", "a"),
                attempt.direction(),
                attempt.selector(),
                attempt.from(),
                attempt.to(),
                "",
                List.of(),
                false,
                Optional.empty(),
                true);

        assertThat(world.admission().authorize(own.caller(), asked).reason()).isEqualTo(Reason.ACCOUNT_UNKNOWN);
    }

    @Test
    void renewalsExtendWhatIsHeldUntilTheMoneyEnds() {
        world.price(C, "0.12", 1, 1).credit(C, "0.20");
        world.price(R1, "0.01", 1, 1).credit(R1, "5").price(R2, "0.01", 1, 1).credit(R2, "5");
        world.call("1", C, GERMANY);
        world.clock.move(40);

        CallRenewal first = world.renew("1", 40);
        CallRenewal again = world.renew("1", 40);
        CallRenewal smaller = world.renew("1", 10);

        assertThat(first.maxSeconds()).hasValue(100);
        assertThat(first.allowed()).isTrue();
        assertThat(first.action()).isEqualTo(CallRenewal.Action.WARN);
        assertThat(again.maxSeconds()).hasValue(100);
        assertThat(smaller.maxSeconds()).hasValue(100);
        assertThat(world.held(C)).isEqualTo(200_000);
        world.clock.move(60);
        CallRenewal last = world.renew("1", 100);
        assertThat(last.allowed()).isFalse();
        assertThat(last.reason()).isEqualTo(Reason.INSUFFICIENT_CREDIT);
        assertThat(last.action()).isEqualTo(CallRenewal.Action.HANGUP);
        world.end("1", 101);
        assertThat(world.ledger.balanceMicros(C)).isZero();
    }

    @Test
    void trunksCarryDomesticCallsInBothDirections() {
        world.limits(C, "{\"inbound_trunks\":1,\"outbound_trunks\":1,\"twoway_trunks\":1,\"allow_prepay\":false}");

        assertThat(world.call("o1", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE);
        CallDecision twoway = world.call("o2", C, DOMESTIC);
        assertThat(twoway.reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(twoway.levels().get(0).trunk()).contains("twoway");
        assertThat(world.call("o3", C, DOMESTIC).reason()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
        assertThat(world.inbound("i1", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(world.inbound("i2", C, DOMESTIC).reason()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
        assertThat(world.call("g", C, GERMANY).reason()).isEqualTo(Reason.PER_MINUTE_NOT_ALLOWED);

        world.end("o1", 10);
        assertThat(world.inbound("i3", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(world.ledger.postings()).isZero();
    }

    @Test
    void aLevelAboveWithoutTrunksIsNotChargedForCallsOnTrunksBelow() {
        world.limits(C, "{\"outbound_trunks\":1}");

        CallDecision decision = world.call("1", C, DOMESTIC);

        assertThat(decision.levels())
                .extracting(CallDecision.LevelTerms::billing)
                .containsExactly(Billing.FLAT_RATE, Billing.NONE, Billing.NONE);
    }

    @Test
    void aResellersOwnTrunksLimitTheCallsBelow() {
        world.limits(C, "{\"outbound_trunks\":5}");
        world.limits(R2, "{\"outbound_trunks\":1,\"allow_prepay\":false}");

        assertThat(world.call("1", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE);
        CallDecision second = world.call("2", C, DOMESTIC);

        assertThat(second.reason()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
        assertThat(second.refusedBy()).contains(R2);
    }

    @Test
    void tollFreeNumbersNeedNoCredit() {
        CallDecision decision = world.call("1", C, "+18005550100");

        assertThat(decision.reason()).isEqualTo(Reason.TOLL_FREE);
        assertThat(decision.maxSeconds()).isEmpty();
        world.end("1", 300);
        assertThat(world.ledger.postings()).isZero();
    }

    @Test
    void refusesInTheOrderOfTheRules() {
        world.chain();
        assertThat(world.call("1", new AccountId("e".repeat(32)), GERMANY).reason())
                .isEqualTo(Reason.ACCOUNT_UNKNOWN);
        assertThat(world.call("2", C, "12").reason()).isEqualTo(Reason.NUMBER_INVALID);
        assertThat(world.call("3", C, "+9991234567").reason()).isEqualTo(Reason.NO_RATE);
        world.limits(C, "{\"calls\":0}");
        assertThat(world.call("4", C, "+9991234568").reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
        world.tree.restrict(C, "international");
        assertThat(world.call("5", C, GERMANY).reason()).isEqualTo(Reason.DESTINATION_RESTRICTED);
        assertThat(world.inbound("6", C, GERMANY).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
        world.tree.disable(R2);
        CallDecision disabled = world.call("7", C, GERMANY);
        assertThat(disabled.reason()).isEqualTo(Reason.ACCOUNT_DISABLED);
        assertThat(disabled.refusedBy()).contains(R2);
    }

    @Test
    void legsThatBelongTogetherAreOneConversation() {
        world.chain();
        world.limits(C, "{\"calls\":1}");
        world.call("1", C, GERMANY);

        assertThat(world.call("3", C, GERMANY).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
        assertThat(world.joined("2", C, "1").allowed()).isTrue();
    }

    @Test
    void legsThatNameEachOtherAreOneConversation() {
        world.chain();
        world.limits(C, "{\"calls\":1}");

        assertThat(world.joined("1", C, "2").allowed()).isTrue();
        assertThat(world.joined("2", C, "1").allowed()).isTrue();
        assertThat(world.joined("3", C, "2").allowed()).isTrue();
        world.end("1", 0);
        world.end("2", 0);
        assertThat(world.call("4", C, GERMANY).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
        world.end("3", 0);
        assertThat(world.call("5", C, GERMANY).allowed()).isTrue();
    }

    @Test
    void anAncestorsHardLimitsCountWhereItSaidSo() {
        world.chain();
        world.limits(ROOT, "{\"calls\":1,\"apply_to_descendants\":true}");

        assertThat(world.call("1", C, GERMANY).allowed()).isTrue();
        CallDecision second = world.call("2", C, GERMANY);

        assertThat(second.reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
        assertThat(second.refusedBy()).contains(ROOT);
    }

    @Test
    void postpayLetsTheBalanceGoBelowZeroAndNoFurther() {
        world.price(C, "0.06", 60, 60).price(R2, "0", 1, 1).price(R1, "0", 1, 1);
        world.limits(C, "{\"allow_postpay\":true,\"max_postpay_amount\":0.12}");

        assertThat(world.call("1", C, GERMANY).allowed()).isTrue();
        assertThat(world.call("2", C, GERMANY).allowed()).isTrue();
        assertThat(world.call("3", C, GERMANY).reason()).isEqualTo(Reason.INSUFFICIENT_CREDIT);
    }

    @Test
    void aSwitchThatCannotRenewHoldsAllThatTheCallMayCost() {
        world.chain();
        CallAttempt asked = world.attempt("1", C, Direction.OUTBOUND, GERMANY);
        CallAttempt unrenewed = new CallAttempt(
                asked.key(),
                asked.direction(),
                asked.selector(),
                asked.from(),
                asked.to(),
                "",
                List.of(),
                false,
                Optional.empty(),
                false);

        CallDecision decision = world.admission().authorize(world.caller, unrenewed);

        assertThat(decision.maxSeconds()).hasValue(389);
        assertThat(world.held(R2)).isEqualTo(599_708);
    }

    @Test
    void aDisabledAccountsCallsEndAtTheNextRenewal() {
        world.chain();
        world.call("1", C, GERMANY);
        world.tree.disable(C);

        CallRenewal renewal = world.renew("1", 40);

        assertThat(renewal.allowed()).isFalse();
        assertThat(renewal.reason()).isEqualTo(Reason.ACCOUNT_DISABLED);
        assertThat(renewal.action()).isEqualTo(CallRenewal.Action.HANGUP);
    }

    @Test
    void onlyTheSwitchItselfSpeaksOfItsCalls() {
        Caller stranger = Caller.ofSwitch(ROOT, "f".repeat(32));

        assertThatThrownBy(
                        () -> world.admission().authorize(stranger, world.attempt("1", C, Direction.OUTBOUND, GERMANY)))
                .isInstanceOf(org.trunkline.kernel.ForbiddenException.class);
    }
}
