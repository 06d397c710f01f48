package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallExplanation;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

/** Free seconds: held as money is, used up, charged after that (charging §2.6 and §3). */
class AllotmentTest {
    private static final String DOMESTIC = "+14155550199";
    private static final String EUROPE = "{\"international\":{\"amount\":%d,\"cycle\":\"monthly\"}}";
    private static final String ENDING =
            "{\"international\":{\"amount\":%d,\"cycle\":\"%s\",\"when_used_up\":\"end\"}}";

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

    private void give(String form, Object... values) {
        world.allotments(C, form.formatted(values));
    }

    private long used() {
        return world.allotments()
                .used(World.system(), C, Optional.empty(), Optional.empty())
                .get(0)
                .seconds();
    }

    private CallSettlement correct(String call, long seconds) {
        world.mayCorrect();
        return world.admission()
                .ended(
                        world.caller,
                        new CallEnd(
                                world.key(call), seconds, Optional.empty(), Hangup.UNKNOWN, true, Optional.empty()));
    }

    /** A call that never rings long, renewed in time. */
    private CallSettlement call(String id, int seconds) {
        assertThat(world.call(id, C, GERMANY).allowed()).isTrue();
        world.admission().answered(world.caller, world.key(id));
        for (int renewed = 40; renewed < seconds; renewed += 40) {
            world.clock.move(40);
            world.renew(id, renewed);
        }
        world.clock.move(40);
        return world.end(id, seconds);
    }

    @Test
    void aCallOnAnAllotmentCostsNothingOnAnyLevel() {
        give(EUROPE, 600);

        CallDecision decision = world.call("1", C, GERMANY);

        assertThat(decision.reason()).isEqualTo(Reason.ALLOTMENT);
        assertThat(decision.maxSeconds()).hasValue(60);
        assertThat(decision.levels())
                .extracting(CallDecision.LevelTerms::billing)
                .containsExactly(Billing.ALLOTMENT, Billing.NONE, Billing.NONE);
        assertThat(decision.levels().get(0).allotment()).contains(new CallDecision.FreeSeconds("international", 60));
        world.clock.move(50);
        CallSettlement settled = world.end("1", 50);
        assertThat(settled.levels()).allMatch(level -> level.amountMicros() == 0);
        assertThat(settled.levels().get(0).allotmentSeconds()).isEqualTo(50);
        assertThat(used()).isEqualTo(50);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(10_000_000);
    }

    @Test
    void aLevelWithTrunksOfItsOwnPaysForWhatTheLevelBelowHasFree() {
        give(EUROPE, 600);
        world.limits(R2, "{\"twoway_trunks\":1}");

        CallDecision decision = world.call("1", C, GERMANY);

        assertThat(decision.levels())
                .extracting(CallDecision.LevelTerms::billing)
                .containsExactly(Billing.ALLOTMENT, Billing.PER_MINUTE, Billing.PER_MINUTE);
    }

    @Test
    void anAllotmentForOneDirectionComesBeforeThatForBoth() {
        world.allotments(
                C,
                "{\"international\":{\"amount\":600,\"cycle\":\"daily\"},"
                        + "\"outbound_international\":{\"amount\":60,\"cycle\":\"daily\"}}");

        assertThat(world.call("1", C, GERMANY).levels().get(0).allotment())
                .contains(new CallDecision.FreeSeconds("outbound_international", 60));
        assertThat(world.inbound("2", C, GERMANY).levels().get(0).allotment())
                .contains(new CallDecision.FreeSeconds("international", 60));
        assertThat(world.call("3", C, DOMESTIC).reason()).isEqualTo(Reason.PER_MINUTE);
    }

    @Test
    void aCallGoesOnPerMinuteWhereTheAllotmentEnds() {
        give(EUROPE, 90);

        CallSettlement settled = call("1", 100);

        assertThat(settled.levels().get(0).allotmentSeconds()).isEqualTo(90);
        assertThat(settled.levels().get(0).chargedSeconds()).isEqualTo(10);
        assertThat(settled.levels().get(0).amountMicros()).isEqualTo(-20_000);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(9_980_000);
        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.PER_MINUTE);
    }

    @Test
    void aCallEndsWhereTheAllotmentEndsIfItIsToldSo() {
        give(ENDING, 90, "daily");
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(40);

        CallRenewal last = world.renew("1", 40);

        assertThat(last.maxSeconds()).hasValue(90);
        assertThat(last.renewAfterSeconds()).isEqualTo(85);
        world.clock.move(50);
        CallRenewal over = world.renew("1", 90);
        assertThat(over.allowed()).isFalse();
        assertThat(over.reason()).isEqualTo(Reason.ALLOTMENT_USED_UP);
        assertThat(world.end("1", 91).levels().get(0).amountMicros()).isZero();
        assertThat(used()).isEqualTo(90);
    }

    @Test
    void aCallThatCannotBePaidAfterItsAllotmentGetsThatAndNoMore() {
        give(EUROPE, 45);
        world.credit(C, "0.029999");

        assertThat(world.call("1", C, GERMANY).maxSeconds()).hasValue(45);
        world.end("1", 0);
        world.credit(C, "0.03");
        assertThat(world.call("2", C, GERMANY).maxSeconds()).hasValue(60);
        assertThat(world.held(C)).isEqualTo(30_000);
        world.end("2", 0);
        world.limits(C, "{\"allow_prepay\":false}").credit(C, "10");
        assertThat(world.call("3", C, GERMANY).maxSeconds()).hasValue(45);
    }

    @Test
    void aTopUpExtendsACallWhoseAllotmentRunsOut() {
        give(EUROPE, 45);
        world.credit(C, "0");
        world.call("1", C, GERMANY);
        world.clock.move(30);
        world.credit(C, "1");

        assertThat(world.renew("1", 30).maxSeconds()).hasValue(90);
        assertThat(world.held(C)).isEqualTo(90_000);
    }

    @Test
    void minimumIncrementAndFreeTimeOfTheAllotmentDecideWhatIsTaken() {
        world.allotments(
                C,
                "{\"international\":{\"amount\":200,\"cycle\":\"daily\",\"minimum\":60,\"increment\":30,"
                        + "\"no_consume_time\":5}}");

        assertThat(call("1", 5).levels().get(0).allotmentSeconds()).isZero();
        assertThat(call("2", 6).levels().get(0).allotmentSeconds()).isEqualTo(60);
        assertThat(call("3", 61).levels().get(0).allotmentSeconds()).isEqualTo(90);
        // 50 are left, a call takes 60 at least
        assertThat(world.call("4", C, GERMANY).reason()).isEqualTo(Reason.PER_MINUTE);
    }

    @Test
    void whatIsHeldIsNobodyElses() {
        give(ENDING, 100, "daily");
        world.limits(C, "{\"allow_prepay\":false}");

        assertThat(world.call("1", C, GERMANY).maxSeconds()).hasValue(60);
        assertThat(world.call("2", C, GERMANY).maxSeconds()).hasValue(40);
        assertThat(world.call("3", C, GERMANY).reason()).isEqualTo(Reason.PER_MINUTE_NOT_ALLOWED);
        world.clock.move(20);
        world.end("2", 10);
        assertThat(world.renew("1", 20).maxSeconds()).hasValue(80);
        world.clock.move(20);
        assertThat(world.renew("1", 40).maxSeconds()).hasValue(90);
    }

    @Test
    void allotmentsOfAGroupCountEachOther() {
        world.allotments(
                C,
                "{\"international\":{\"amount\":100,\"cycle\":\"daily\",\"group_consume\":[\"did_us\"]},"
                        + "\"did_us\":{\"amount\":100,\"cycle\":\"daily\",\"group_consume\":[\"international\"]}}");

        call("1", 70);

        assertThat(world.call("2", C, DOMESTIC).levels().get(0).allotment())
                .contains(new CallDecision.FreeSeconds("did_us", 30));
        assertThat(world.call("3", C, GERMANY).reason()).isEqualTo(Reason.PER_MINUTE);
    }

    @Test
    void aNewCycleBringsAllOfItAndACallBelongsToTheOneInWhichItBegan() {
        give(ENDING, 100, "daily");
        world.clock.move(13 * 3600 + 59 * 60 + 30);
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(40);

        assertThat(world.renew("1", 40).maxSeconds()).hasValue(100);
        assertThat(world.call("2", C, GERMANY).maxSeconds()).hasValue(60);
        world.clock.move(60);
        assertThat(world.end("1", 100).levels().get(0).allotmentSeconds()).isEqualTo(100);
        assertThat(world.renew("2", 60).maxSeconds()).hasValue(100);
        world.end("2", 60);
        assertThat(used()).isEqualTo(60);
        assertThat(correct("1", 70).levels().get(0).allotmentSeconds()).isEqualTo(70);
        assertThat(used()).isEqualTo(60);
        Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
        assertThat(world.allotments()
                        .used(World.system(), C, Optional.of(midnight.minusSeconds(3600)), Optional.of(midnight))
                        .get(0)
                        .seconds())
                .isEqualTo(70);
    }

    /** What the others of the group took in a cycle that is over is not remembered. */
    @Test
    void aCallOfAGroupGetsNoMoreOfItsAllotmentWhenItsCycleIsOver() {
        world.allotments(
                C,
                "{\"international\":{\"amount\":100,\"cycle\":\"hourly\",\"group_consume\":[\"did_us\"],"
                        + "\"when_used_up\":\"end\"},\"did_us\":{\"amount\":100,\"cycle\":\"hourly\"}}");
        world.clock.move(3_400);
        world.call("1", C, DOMESTIC);
        world.clock.move(40);
        world.end("1", 40);
        world.clock.move(150);
        world.call("2", C, GERMANY);
        world.clock.move(20);

        assertThat(world.renew("2", 20).maxSeconds()).hasValue(60);
    }

    @Test
    void correctionsTakeAndGiveBackTheDifference() {
        give(EUROPE, 100);
        call("1", 60);

        assertThat(correct("1", 80).levels().get(0).allotmentSeconds()).isEqualTo(80);
        assertThat(used()).isEqualTo(80);
        assertThat(correct("1", 130).levels().get(0).allotmentSeconds()).isEqualTo(100);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(10_000_000 - 60_000);
        assertThat(correct("1", 20).levels().get(0).allotmentSeconds()).isEqualTo(20);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(10_000_000);
        assertThat(world.call("2", C, GERMANY).levels().get(0).allotment())
                .contains(new CallDecision.FreeSeconds("international", 60));
        assertThat(world.renew("2", 20).maxSeconds()).hasValue(80);
    }

    @Test
    void aLateEndAfterTheLeaseTakesTheDifference() {
        give(EUROPE, 100);
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(40);
        world.renew("1", 40);
        world.clock.move(200);
        world.settleLeases();
        assertThat(used()).isEqualTo(40);

        assertThat(world.end("1", 95).levels().get(0).allotmentSeconds()).isEqualTo(95);

        assertThat(used()).isEqualTo(95);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(10_000_000);
    }

    @Test
    void aCallThatComesBackAfterItsLeaseCountsOnce() {
        give(EUROPE, 200);
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(40);
        world.renew("1", 40);
        world.clock.move(100);
        world.settleLeases();

        assertThat(world.renew("1", 140).maxSeconds()).hasValue(200);
        assertThat(world.end("1", 150).levels().get(0).allotmentSeconds()).isEqualTo(150);
        assertThat(used()).isEqualTo(150);
        assertThat(world.call("2", C, GERMANY).levels().get(0).allotment())
                .contains(new CallDecision.FreeSeconds("international", 50));
    }

    @Test
    void aRestartForgetsNeitherWhatIsHeldNorWhatWasTaken() {
        give(ENDING, 200, "monthly");
        call("1", 50);
        world.call("2", C, GERMANY);
        world.admission().answered(world.caller, world.key("2"));

        world.restart();

        assertThat(world.call("3", C, GERMANY).maxSeconds()).hasValue(60);
        assertThat(world.call("4", C, GERMANY).maxSeconds()).hasValue(30);
        world.clock.move(50);
        assertThat(world.renew("2", 50).maxSeconds()).hasValue(60);
        assertThat(world.end("2", 55).levels().get(0).allotmentSeconds()).isEqualTo(55);
        world.restart();
        assertThat(world.renew("3", 50).maxSeconds()).hasValue(65);
    }

    @Test
    void aNewTimezoneBringsNoNewCycle() {
        give(ENDING, 100, "daily");
        call("1", 100);
        world.tree.zone(C, "Pacific/Kiritimati");

        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.PER_MINUTE);
    }

    @Test
    void aClockThatIsSetBackBringsNoNewCycleAndLosesNone() {
        give(ENDING, 100, "hourly");
        call("1", 70);
        world.clock.move(-3600);

        assertThat(world.call("2", C, GERMANY).maxSeconds()).hasValue(30);
    }

    @Test
    void aClockThatIsSetBackBringsNoNewCycleAfterAStartEither() {
        give(ENDING, 200, "hourly");
        call("1", 70);
        world.call("2", C, GERMANY);
        world.clock.move(-3600);
        world.restart();
        world.clock.move(3600);

        assertThat(world.call("3", C, GERMANY).maxSeconds()).hasValue(60);
        assertThat(world.call("4", C, GERMANY).maxSeconds()).hasValue(10);
    }

    @Test
    void anExplanationTellsWhatIsLeft() {
        give(ENDING, 100, "daily");
        call("1", 70);

        CallExplanation explanation =
                world.admission().explain(World.system(), world.attempt("x", C, Direction.OUTBOUND, GERMANY));

        assertThat(explanation.decision().reason()).isEqualTo(Reason.ALLOTMENT);
        assertThat(explanation.lines())
                .extracting(CallExplanation.Line::text)
                .contains(
                        "Allotment international: 30 of 100 seconds are left in this cycle (daily), then the call ends")
                .contains("Takes the call from an allotment");
    }

    @Test
    void aCallThatWasNeverAuthorizedTakesWhatIsLeft() {
        give(EUROPE, 45);

        CallSettlement settled = world.admission()
                .ended(
                        world.caller,
                        new CallEnd(
                                world.key("1"),
                                100,
                                Optional.empty(),
                                Hangup.UNKNOWN,
                                false,
                                Optional.of(world.attempt("1", C, Direction.OUTBOUND, GERMANY))));

        assertThat(settled.levels().get(0).allotmentSeconds()).isEqualTo(45);
        assertThat(settled.levels().get(0).amountMicros()).isEqualTo(-110_000);
    }
}
