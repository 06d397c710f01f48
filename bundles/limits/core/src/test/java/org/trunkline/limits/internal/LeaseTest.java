package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.json.Json;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.ledger.Entry;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallEndConflict;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.state.CallEntry;

/** Calls whose end never comes, comes late, or was wrong (charging §4; §3 row 14). */
class LeaseTest {
    private static final String DOMESTIC = "+14155550199";

    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.limits(R1, "{\"enabled\":false}").limits(R2, "{\"enabled\":false}");
        world.price(C, "0.1321", 1, 30).credit(C, "10");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private long spent() {
        return 10_000_000 - world.ledger.balanceMicros(C);
    }

    /** Answered, confirmed at 40 s, then silence until its lease is over. */
    private void callThatVanishes() {
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(40);
        world.renew("1", 40);
        world.clock.move(600);
        world.settleLeases();
    }

    private CallSettlement correct(SwitchIdentity by, long seconds) {
        return world.admission()
                .ended(
                        world.caller,
                        new CallEnd(world.key("1"), seconds, Optional.empty(), Hangup.UNKNOWN, true, Optional.empty()));
    }

    @Test
    void aCallThatIsConfirmedAndNeverEndedIsChargedForWhatWasConfirmed() {
        callThatVanishes();

        assertThat(spent()).isEqualTo(88_067);
        assertThat(world.held(C)).isZero();
        assertThat(world.state().live()).isEmpty();
        assertThat(world.state().unposted()).isEmpty();
    }

    @Test
    void aCallThatComesBackAndGetsAnotherIdIsChargedOnce() {
        callThatVanishes();
        world.renew("1", 640);
        world.admission().replace(world.caller, world.key("1"), "2");

        world.end("2", 650);

        assertThat(spent()).isEqualTo(world.prices.get(C).costMicros(650));
    }

    @Test
    void theFirstEndAfterTheLeaseIsFinalAndPostsTheDifferenceUp() {
        callThatVanishes();

        CallSettlement late = world.end("1", 95);

        assertThat(spent()).isEqualTo(88_067 + 121_091);
        assertThat(late.flags()).contains("late");
        assertThat(late.levels().get(0).amountMicros()).isEqualTo(-209_158);
        assertThat(world.end("1", 95)).isEqualTo(late);
        assertThatThrownBy(() -> world.end("1", 96)).isInstanceOf(CallEndConflict.class);
        assertThat(world.ledger.postings()).isEqualTo(2);
    }

    @Test
    void theFirstEndAfterTheLeaseIsFinalAndPostsTheDifferenceDown() {
        callThatVanishes();
        String first = world.records.find(world.key("1")).orElseThrow().settlement();

        world.end("1", 20);

        assertThat(spent()).isEqualTo(88_067 - 22_017);
        Entry entry = world.ledger.posted(world.sbc.id() + "/1/a/end").get(0);
        assertThat(entry.line().amountMicros()).isEqualTo(22_017);
        assertThat(entry.line().usage().quantity()).isEqualTo(-10);
        assertThat(first).contains(entry.line().correctionOf().orElseThrow());
    }

    @Test
    void anEndThatSaysTheSameAsTheLeasePostsNothing() {
        callThatVanishes();

        CallSettlement late = world.end("1", 40);

        assertThat(late.posted()).isTrue();
        assertThat(spent()).isEqualTo(88_067);
        assertThat(world.ledger.postings()).isEqualTo(1);
        assertThatThrownBy(() -> world.end("1", 41)).isInstanceOf(CallEndConflict.class);
    }

    @Test
    void nothingIsEverSettledBeforeItsHardStop() {
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.clock.move(90);
        world.settleLeases();
        assertThat(world.state().live()).hasSize(1);

        world.clock.move(1);
        world.settleLeases();

        assertThat(world.state().live()).isEmpty();
        assertThat(spent()).isEqualTo(66_050);
    }

    @Test
    void aCallThatNeverWasAnsweredCostsNothingAndFreesItsPlace() {
        world.limits(C, "{\"calls\":1}");
        world.call("1", C, GERMANY);
        world.clock.move(300 + 60 + 30);
        world.settleLeases();
        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);

        world.clock.move(1);
        world.settleLeases();

        assertThat(world.call("3", C, GERMANY).allowed()).isTrue();
        assertThat(spent()).isZero();
    }

    @Test
    void aCallOnATrunkLivesAsLongAsItIsRenewed() {
        world.limits(C, "{\"outbound_trunks\":1,\"allow_prepay\":false}");
        world.call("1", C, DOMESTIC);
        for (int i = 0; i < 10; i++) {
            world.clock.move(600);
            world.settleLeases();
            world.renew("1", (i + 1) * 600L);
        }
        assertThat(world.call("2", C, DOMESTIC).reason()).isEqualTo(Reason.TRUNKS_MAX_REACHED);

        world.clock.move(901);
        world.settleLeases();

        assertThat(world.call("3", C, DOMESTIC).reason()).isEqualTo(Reason.FLAT_RATE);
    }

    @Test
    void anEmergencyCallIsForgottenAfterTheLongestTimeOnly() {
        world.call("1", C, "911");
        world.clock.move(12 * 3600);
        world.settleLeases();
        assertThat(world.state().live()).hasSize(1);

        world.clock.move(400);
        world.settleLeases();

        assertThat(world.state().live()).isEmpty();
        assertThat(world.ledger.postings()).isZero();
    }

    @Test
    void aCallThatGoesOnAfterItsLeaseIsTakenBackAndChargedOnce() {
        world.limits(C, "{\"calls\":1}");
        callThatVanishes();
        world.call("2", C, GERMANY);

        CallRenewal renewal = world.renew("1", 700);

        assertThat(renewal.allowed()).isTrue();
        assertThat(renewal.maxSeconds()).hasValue(760);
        assertThat(world.call("3", C, GERMANY).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
        assertThat(world.held(C)).isEqualTo(132_100 + 1_673_267 - 88_067);
        world.clock.move(60);
        world.end("1", 730);
        world.end("2", 0);
        assertThat(world.held(C)).isZero();
        assertThat(spent()).isEqualTo(1_607_217);
    }

    @Test
    void aCallThatVanishesTwiceIsChargedForTheLongerTime() {
        callThatVanishes();
        world.renew("1", 700);
        world.clock.move(600);
        world.restart();
        world.clock.move(600);
        world.settleLeases();

        assertThat(world.state().live()).isEmpty();
        assertThat(spent()).isEqualTo(1_541_167);
        world.end("1", 100);
        assertThat(spent()).isEqualTo(220_167);
        assertThatThrownBy(() -> world.renew("1", 800)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aLateEndWhileTheLedgerIsDownIsChargedOnceWhenItReturns() {
        world.call("1", C, GERMANY);
        world.admission().answered(world.caller, world.key("1"));
        world.ledger.down(true);
        world.clock.move(600);
        world.settleLeases();
        CallSettlement late = world.end("1", 95);
        assertThat(late.posted()).isFalse();
        world.stop();
        world.ledger.down(false);

        world.start();

        assertThat(world.end("1", 95).levels()).isEqualTo(late.levels());
        world.settleLeases();
        world.postAll();
        assertThat(spent()).isEqualTo(209_158);
        assertThat(world.state().unposted()).isEmpty();
    }

    @Test
    void aFinalEndIsCorrectedByAKeyThatMayAndOnlyByThat() {
        SwitchIdentity mayNot = world.sbc;
        world.call("1", C, GERMANY);
        world.clock.move(100);
        world.end("1", 95);
        assertThatThrownBy(() -> correct(mayNot, 20)).isInstanceOf(CallEndConflict.class);

        world.mayCorrect();
        CallSettlement corrected = correct(mayNot, 20);

        assertThat(corrected.flags()).contains("corrected");
        assertThat(spent()).isEqualTo(66_050);
        assertThat(correct(mayNot, 20)).isEqualTo(corrected);
        assertThat(world.end("1", 20)).isEqualTo(corrected);
        assertThatThrownBy(() -> world.end("1", 95)).isInstanceOf(CallEndConflict.class);
        correct(mayNot, 95);
        assertThat(spent()).isEqualTo(209_158);
        assertThat(world.ledger.postings()).isEqualTo(3);
    }

    @Test
    void aRecordOfTheFirstReleaseIsKeptAsItIs() {
        world.call("1", C, GERMANY);
        world.clock.move(100);
        world.end("1", 95);
        var record = world.records.find(world.key("1")).orElseThrow();
        var first = new org.trunkline.limits.spi.CallRecordStore.CallRecord(
                record.key(),
                record.account(),
                record.fingerprint(),
                record.billedSeconds(),
                record.endedAt(),
                record.settlement(),
                record.reason(),
                Optional.empty());
        world.records.replace(List.of(first), List.of());
        world.mayCorrect();

        assertThatThrownBy(() -> correct(world.sbc, 20)).isInstanceOf(CallEndConflict.class);
        assertThat(Json.parseObject(record.settlement()).path("levels")).hasSize(3);
    }

    /** Another node had it: nothing of it is charged here, and nothing stays taken. */
    @Test
    void aCallThatWasSettledElsewhereGivesBackItsFreeSecondsAndItsLaterIds() {
        world.allotments(C, "{\"international\":{\"amount\":60,\"cycle\":\"monthly\",\"when_used_up\":\"end\"}}");
        assertThat(world.call("1", C, GERMANY).reason()).isEqualTo(Reason.ALLOTMENT);
        world.admission().replace(world.caller, world.key("1"), "2");
        CallEntry call = world.state().find(world.key("2")).orElseThrow();

        world.state().atomically(call.partition(), false, call.counted(), book -> {
            book.drop(call.key());
            return null;
        });

        assertThat(world.state().live()).isEmpty();
        assertThat(world.call("3", C, GERMANY).reason()).isEqualTo(Reason.ALLOTMENT);
        world.end("3", 0);
        // what has ended is forgotten by then
        world.clock.move(700);
        assertThat(world.call("2", C, GERMANY).allowed()).isTrue();
        assertThat(world.state().find(world.key("2"))).isPresent();
    }
}
