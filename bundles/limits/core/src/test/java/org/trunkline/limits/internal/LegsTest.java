package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.CallBook;
import org.trunkline.rating.Direction;

/** Calls of several legs, as docs/api/switch.md describes them: what counts once, what counts per leg, and who pays. */
class LegsTest extends InPricedWorld {
    private static final AccountId D = new AccountId("d".repeat(32));
    private static final String DOMESTIC = LimitCase.DOMESTIC;

    @BeforeEach
    void addSecondCustomer() {
        world.tree.add(D, R2, false);
        world.price(D, "0.12", 1, 1).credit(D, "10");
    }

    private CallDecision in(String callId, AccountId account, String otherLeg) {
        return leg(callId, "a", Direction.INBOUND, account, DOMESTIC, false, otherLeg);
    }

    private CallDecision out(String callId, AccountId account, String to, String otherLeg) {
        return leg(callId, "a", Direction.OUTBOUND, account, to, false, otherLeg);
    }

    private CallDecision leg(
            String callId,
            String leg,
            Direction direction,
            AccountId account,
            String to,
            boolean onNet,
            String otherLeg) {
        return world.admission()
                .authorize(
                        world.caller,
                        new CallAttempt(
                                new CallKey(world.sbc.id(), callId, leg),
                                direction,
                                new AccountSelector.ById(account),
                                "+14155550100",
                                to,
                                "",
                                List.of(),
                                onNet,
                                Optional.ofNullable(otherLeg),
                                true));
    }

    private CallBook.Usage usage(AccountId account) {
        return world.state().atomically(R1, false, book -> book.usage(account));
    }

    private void assertUses(AccountId account, int conversations, int offNet) {
        CallBook.Usage usage = usage(account);
        assertThat(usage.conversations()).as("conversations").isEqualTo(conversations);
        assertThat(usage.offNet()).as("legs over carriers").isEqualTo(offNet);
    }

    private List<Long> amounts(CallSettlement settled) {
        return settled.levels().stream()
                .map(CallSettlement.LevelCharge::amountMicros)
                .toList();
    }

    @Test
    void aForwardOffNetIsOneConversationOfTwoLegsAndTheAccountThatForwardsPaysBoth() {
        world.limits(C, "{\"calls\":1}");
        assertThat(in("1", C, null).allowed()).isTrue();

        assertThat(out("2", C, GERMANY, "1").allowed()).isTrue();

        assertUses(C, 1, 2);
        assertUses(R2, 1, 2);
        assertUses(R1, 1, 2);
        assertThat(in("3", C, null).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
        assertThat(amounts(world.end("1", 60))).containsExactly(-120_000L, -100_000L, -80_000L);
        assertThat(amounts(world.end("2", 30))).containsExactly(-60_000L, -50_000L, -40_000L);
        assertUses(C, 0, 0);
    }

    @Test
    void eachLegOfAForwardTakesATrunkOfItsDirection() {
        world.limits(C, "{\"inbound_trunks\":1,\"outbound_trunks\":1,\"allow_prepay\":false}");
        assertThat(in("1", C, null).reason()).isEqualTo(Reason.FLAT_RATE);
        assertThat(out("2", C, DOMESTIC, "1").reason()).isEqualTo(Reason.FLAT_RATE);

        assertThat(usage(C).inbound()).isEqualTo(1);
        assertThat(usage(C).outbound()).isEqualTo(1);
        assertThat(out("3", C, DOMESTIC, "1").reason()).isEqualTo(Reason.TRUNKS_MAX_REACHED);
    }

    @Test
    void eachLegOfAForwardUsesACarrier() {
        world.limits(C, "{\"resource_consuming_calls\":1}");
        in("1", C, null);

        assertThat(out("2", C, GERMANY, "1").reason()).isEqualTo(Reason.RESOURCE_CONSUMING_CALLS_MAX_REACHED);
    }

    @Test
    void aBlindTransferStaysOneConversationWithTheLegsThatAreLeft() {
        world.limits(C, "{\"calls\":1}");
        in("caller", C, null);
        out("forwarded", C, DOMESTIC, "caller");
        world.end("forwarded", 10);
        assertThat(out("lost", C, GERMANY, "forwarded").reason()).isEqualTo(Reason.CALLS_MAX_REACHED);

        assertThat(out("transferred", C, GERMANY, "caller").allowed()).isTrue();

        assertUses(C, 1, 2);
        world.end("caller", 20);
        assertUses(C, 1, 1);
        assertThat(in("next", C, null).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
        world.end("transferred", 20);
        assertUses(C, 0, 0);
        assertThat(in("another", C, null).allowed()).isTrue();
    }

    @Test
    void whoTransfersPaysForTheNewLegAndWhoCalledGoesOnPayingForItsOwn() {
        assertThat(out("caller", D, DOMESTIC, null).allowed()).isTrue();
        assertThat(in("called", C, "caller").allowed()).isTrue();
        world.clock.move(60);
        world.end("called", 60);

        assertThat(out("transferred", C, GERMANY, "caller").allowed()).isTrue();

        assertUses(D, 1, 1);
        assertUses(C, 1, 1);
        assertUses(R2, 1, 2);
        world.clock.move(60);
        CallSettlement caller = world.end("caller", 120);
        CallSettlement transferred = world.end("transferred", 60);
        assertThat(caller.levels().get(0).account()).isEqualTo(D);
        assertThat(amounts(caller)).containsExactly(-240_000L, -200_000L, -160_000L);
        assertThat(transferred.levels().get(0).account()).isEqualTo(C);
        assertThat(amounts(transferred)).containsExactly(-120_000L, -100_000L, -80_000L);
    }

    @Test
    void aConsultationThatNamesNoLegIsAConversationOfItsOwnUntilItEnds() {
        world.limits(C, "{\"calls\":2}");
        in("held", C, null);
        out("consultation", C, DOMESTIC, null);
        assertUses(C, 2, 2);
        assertThat(in("3", C, null).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);

        world.end("consultation", 30);

        assertUses(C, 1, 1);
        assertThat(in("4", C, null).allowed()).isTrue();
    }

    @Test
    void aConsultationThatNamesTheHeldLegIsPartOfItsConversation() {
        world.limits(C, "{\"calls\":1}");
        in("held", C, null);

        assertThat(out("consultation", C, DOMESTIC, "held").allowed()).isTrue();

        assertUses(C, 1, 2);
    }

    @Test
    void ofForkedLegsEachHoldsItsMoneyAndOnlyTheAnsweredOnePays() {
        world.limits(C, "{\"calls\":1}").credit(C, "0.25");
        in("caller", D, null);
        assertThat(out("fork1", C, GERMANY, "caller").allowed()).isTrue();
        assertThat(out("fork2", C, GERMANY, "caller").allowed()).isTrue();
        assertThat(out("fork3", C, GERMANY, "caller").reason()).isEqualTo(Reason.INSUFFICIENT_CREDIT);
        assertThat(world.held(C)).isEqualTo(240_000);
        assertUses(C, 1, 2);

        world.admission().answered(world.caller, world.key("fork2"));
        assertThat(amounts(world.end("fork1", 0))).containsExactly(0L, 0L, 0L);

        assertThat(world.held(C)).isEqualTo(120_000);
        assertUses(C, 1, 1);
        assertThat(amounts(world.end("fork2", 60))).containsExactly(-120_000L, -100_000L, -80_000L);
    }

    @Test
    void forkedLegsOfOneCallIdAreOneConversationInAnyOrder() {
        world.limits(C, "{\"calls\":1}");

        assertThat(leg("1", "b", Direction.OUTBOUND, C, GERMANY, false, null).allowed())
                .isTrue();
        assertThat(leg("1", "a", Direction.INBOUND, C, DOMESTIC, false, null).allowed())
                .isTrue();
        assertThat(leg("1", "c", Direction.OUTBOUND, C, GERMANY, false, null).allowed())
                .isTrue();

        assertUses(C, 1, 3);
    }

    @Test
    void everyLegIsAnAttemptForCallsPerSecond() {
        world.limits(C, "{\"calls_per_second\":2}");
        in("caller", C, null);
        out("fork1", C, GERMANY, "caller");

        assertThat(out("fork2", C, GERMANY, "caller").reason()).isEqualTo(Reason.CALLS_PER_SECOND_MAX_REACHED);
    }

    @Test
    void anOnNetCallOfTwoAccountsOfOneResellerIsFreeAndCountsOnceForEach() {
        world.limits(R2, "{\"calls\":1,\"resource_consuming_calls\":0}");
        CallDecision calling = leg("1", "a", Direction.OUTBOUND, C, DOMESTIC, true, null);
        CallDecision called = leg("1", "b", Direction.INBOUND, D, DOMESTIC, true, null);

        assertThat(calling.reason()).isEqualTo(Reason.ON_NET);
        assertThat(called.reason()).isEqualTo(Reason.ON_NET);
        assertThat(calling.levels())
                .extracting(CallDecision.LevelTerms::billing)
                .containsOnly(Billing.FREE);
        assertUses(C, 1, 0);
        assertUses(D, 1, 0);
        assertUses(R2, 1, 0);
        assertThat(leg("2", "a", Direction.OUTBOUND, C, DOMESTIC, true, null).reason())
                .isEqualTo(Reason.CALLS_MAX_REACHED);
        assertThat(amounts(world.end("1", 600))).containsOnly(0L);
        assertUses(R2, 1, 0);
    }

    @Test
    void anOnNetCallThatIsForwardedOffNetIsPaidFromThereByWhoForwards() {
        leg("1", "a", Direction.OUTBOUND, C, DOMESTIC, true, null);

        CallDecision forwarded = out("2", D, GERMANY, "1");

        assertThat(forwarded.reason()).isEqualTo(Reason.PER_MINUTE);
        assertUses(C, 1, 0);
        assertUses(D, 1, 1);
        assertUses(R2, 1, 1);
        assertThat(amounts(world.end("1", 60))).containsOnly(0L);
        assertThat(amounts(world.end("2", 60))).containsExactly(-120_000L, -100_000L, -80_000L);
    }

    @Test
    void aReplacedIdLeadsToTheCallInTheMiddleAndJoinsLegsByEitherName() {
        world.limits(C, "{\"calls\":1}");
        in("first", C, null);
        world.admission().answered(world.caller, world.key("first"));
        world.admission().replace(world.caller, world.key("first"), "second");

        assertThat(world.renew("second", 30).maxSeconds()).hasValue(90);
        assertThat(out("2", C, GERMANY, "second").allowed()).isTrue();
        assertThat(out("3", C, GERMANY, "first").allowed()).isTrue();
        assertUses(C, 1, 3);

        CallSettlement ended = world.end("second", 45);

        assertThat(amounts(ended)).containsExactly(-90_000L, -75_000L, -60_000L);
        assertThat(world.end("first", 45)).isEqualTo(ended);
        assertUses(C, 1, 2);
    }

    @Test
    void anIdThatIsThatOfAnotherCallReplacesNothing() {
        in("1", C, null);
        in("2", C, null);

        assertThatThrownBy(() -> world.admission().replace(world.caller, world.key("1"), "2"))
                .isInstanceOf(ConflictException.class);

        assertUses(C, 2, 2);
        world.admission()
                .ended(
                        world.caller,
                        new CallEnd(world.key("2"), 1, Optional.empty(), Hangup.UNKNOWN, false, Optional.empty()));
        assertUses(C, 1, 1);
    }
}
