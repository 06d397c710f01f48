package org.trunkline.limits.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Hangup;
import org.trunkline.rating.Direction;

/** What the simulation found once, told one by one: what the journal brings back, and clocks that somebody sets. */
class RecoveryTest {
    private static final AccountId ACCOUNT = new AccountId("1".repeat(32));
    private static final CallKey KEY = new CallKey("sbc0", "1", "a");
    private static final int CENT_A_MINUTE = 10_000_000;

    @TempDir
    Path directory;

    private final Scene scene = new Scene();
    private Node node;
    private Caller caller;

    @BeforeEach
    void start() {
        scene.root = new AccountId("0".repeat(32));
        scene.tree.put(Opening.node(scene.root, Optional.empty(), true, true));
        scene.tree.put(Opening.node(ACCOUNT, Optional.of(scene.root), false, true));
        scene.tariffs.put(ACCOUNT, new Tariff(CENT_A_MINUTE, 0, 0, 60, 0, 0, 1, 1));
        node = new Node(scene, new Faults(new Random(1)), Bug.NONE, directory);
        node.ledger.deposit(ACCOUNT, 1_000_000);
        caller = node.switches.get(0).caller();
    }

    @AfterEach
    void stop() {
        node.stop();
    }

    private void authorize() {
        node.admission()
                .authorize(
                        caller,
                        new CallAttempt(
                                KEY,
                                Direction.OUTBOUND,
                                new AccountSelector.ById(ACCOUNT),
                                "+14155550100",
                                ModelRules.ABROAD,
                                "",
                                List.of(),
                                false,
                                Optional.empty(),
                                true));
    }

    private CallSettlement end(long seconds) {
        CallEnd end = new CallEnd(KEY, seconds, Optional.empty(), Hangup.UNKNOWN, false, Optional.empty());
        return node.admission().ended(caller, end);
    }

    private void pass(long seconds) {
        scene.now += seconds;
        node.rounds.run("trunkline-node-lease");
    }

    private void round() {
        node.rounds.run("trunkline-settlement-retry");
    }

    private void restart() {
        node.stop();
        node.start();
    }

    private void manyJournalFiles() {
        for (int i = 0; i < 5; i++) {
            restart();
        }
    }

    private long paid() {
        return 1_000_000 - node.ledger.balanceMicros(ACCOUNT);
    }

    @Test
    void aCallThatCameBackIsStillThereAfterTheJournalWasWrittenAnew() {
        manyJournalFiles();
        authorize();
        pass(600);
        round();
        assertThat(node.state().live()).isEmpty();
        node.admission().renew(caller, KEY, 30);

        node.keep();
        restart();

        assertThat(node.state().live()).hasSize(1);
    }

    @Test
    void theLastSettlementIsStillTheLastOneAfterTheJournalWasWrittenAnew() {
        manyJournalFiles();
        authorize();
        node.admission().answered(caller, KEY);
        pass(600);
        round();
        round();
        node.admission().renew(caller, KEY, 70);
        pass(600);
        round();
        node.databaseDown(true);
        end(95);

        node.keep();
        restart();

        assertThat(node.state().unposted(KEY).orElseThrow().toldSeconds()).isEqualTo(95);
        assertThat(end(95).posted()).isTrue();
        assertThat(paid()).isEqualTo(20_000);
    }

    @Test
    void aSettlementThatWaitedDoesNotTakeThePlaceOfTheEnd() {
        authorize();
        node.admission().answered(caller, KEY);
        pass(600);
        round();
        round();
        node.admission().renew(caller, KEY, 70);
        pass(600);
        round();

        CallSettlement ended = end(130);
        round();

        assertThat(end(130)).isEqualTo(ended);
        assertThat(paid()).isEqualTo(30_000);
        assertThat(node.records.find(KEY).orElseThrow().billedSeconds()).isEqualTo(130);
    }

    @Test
    void aCallThatCameBackKeepsItsLaterId() {
        authorize();
        node.admission().answered(caller, KEY);
        node.admission().replace(caller, KEY, "2");
        pass(600);
        round();
        CallKey later = new CallKey(KEY.switchId(), "2", KEY.leg());
        node.admission().renew(caller, later, 70);
        round();
        node.admission().renew(caller, later, 700);
        pass(700);

        assertThat(node.admission().renew(caller, later, 1_390).key()).isEqualTo(KEY);
    }

    @Test
    void aPowerCutAfterALeaseWasSettledDoesNotSettleItAgain() {
        authorize();
        node.admission().answered(caller, KEY);
        node.keep();
        pass(600);
        round();
        round();
        assertThat(paid()).isEqualTo(10_000);

        node.cutPower();
        node.start();
        pass(600);
        round();
        round();

        assertThat(paid()).isEqualTo(10_000);
        assertThat(node.state().live()).isEmpty();
    }

    @Test
    @DisplayName("8 clock set an hour forward: it ends no lease")
    void aClockThatIsSetForwardEndsNoLease() {
        authorize();
        node.admission().answered(caller, KEY);
        scene.wallOffset = 3_600;
        pass(30);
        round();
        assertThat(node.state().live()).hasSize(1);

        node.keep();
        restart();
        round();

        assertThat(node.state().live()).hasSize(1);
    }

    @Test
    @DisplayName("8 clock set an hour back: it keeps no lease")
    void aClockThatIsSetBackKeepsNoLease() {
        authorize();
        node.admission().answered(caller, KEY);
        scene.wallOffset = -3_600;
        pass(91);

        round();

        assertThat(node.state().live()).isEmpty();
    }

    @Test
    @DisplayName("8 clock set an hour back: it makes no call shorter")
    void aClockThatIsSetBackMakesNoCallShorter() {
        authorize();
        node.admission().answered(caller, KEY);
        scene.wallOffset = -3_600;
        node.keep();
        pass(100);
        node.admission().renew(caller, KEY, 100);
        restart();
        pass(100);

        end(200);

        assertThat(paid()).isEqualTo(40_000);
    }

    @Test
    void aDateComesFromTheClockOnTheWall() {
        authorize();
        scene.wallOffset = 3_600;
        pass(10);

        end(5);

        assertThat(node.records.find(KEY).orElseThrow().endedAt()).isEqualTo(scene.wall());
    }
}
