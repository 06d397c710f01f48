package org.trunkline.limits.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.Spent;
import org.trunkline.rating.Direction;

/** A leap second at the end of June: the clock on the wall tells one second twice, or is slowed down for a day. */
class LeapSecondTest {
    private static final AccountId ACCOUNT = new AccountId("1".repeat(32));
    private static final long MIDNIGHT = Scene.seconds(Instant.parse("2026-07-01T00:00:00Z"));
    private static final int CENT_A_SECOND = 600_000_000;

    /** How a clock on the wall tells it. */
    enum Leap {
        /** The last second of the day comes twice. */
        REPEATED {
            @Override
            long millis(long sinceMidnight) {
                return sinceMidnight < 0 ? 0 : -1_000;
            }
        },
        /** From noon to noon all seconds are a little longer. */
        SMEARED {
            @Override
            long millis(long sinceMidnight) {
                long sinceNoon = Math.min(86_400, Math.max(0, sinceMidnight + 43_200));
                return -sinceNoon * 1_000 / 86_400;
            }
        };

        abstract long millis(long sinceMidnight);
    }

    @TempDir
    Path directory;

    private final Scene scene = new Scene();
    private Leap leap;
    private Node node;
    private Caller caller;

    /** @param since midnight, seconds that have really passed */
    private void start(Leap told, long since) {
        leap = told;
        scene.root = new AccountId("0".repeat(32));
        scene.tree.put(Opening.node(scene.root, Optional.empty(), true, true));
        scene.tree.put(Opening.node(ACCOUNT, Optional.of(scene.root), false, true));
        scene.tariffs.put(ACCOUNT, new Tariff(CENT_A_SECOND, 0, 0, 1, 0, 0, 1, 1));
        set(since);
        node = new Node(scene, new Faults(new Random(1)), Bug.NONE, directory);
        node.ledger.deposit(ACCOUNT, 100_000_000);
        caller = node.switches.get(0).caller();
    }

    private void set(long since) {
        scene.now = MIDNIGHT + since;
        scene.leapMillis = leap.millis(since);
    }

    private void at(long since) {
        set(since);
        node.keep();
        node.rounds.run("trunkline-node-lease");
    }

    @AfterEach
    void stop() {
        node.stop();
    }

    private static CallKey key(String call) {
        return new CallKey("sbc0", call, "a");
    }

    private CallDecision call(String id) {
        CallAttempt attempt = new CallAttempt(
                key(id),
                Direction.OUTBOUND,
                new AccountSelector.ById(ACCOUNT),
                "+14155550100",
                ModelRules.ABROAD,
                "",
                List.of(),
                false,
                Optional.empty(),
                true);
        CallDecision decision = node.admission().authorize(caller, attempt);
        if (decision.allowed()) {
            node.admission().answered(caller, key(id));
        }
        return decision;
    }

    private CallSettlement end(String id, long seconds) {
        CallEnd end = new CallEnd(key(id), seconds, Optional.empty(), Hangup.UNKNOWN, false, Optional.empty());
        return node.admission().ended(caller, end);
    }

    private Spent spent() {
        return node.ask(ACCOUNT, book -> book.spent(ACCOUNT));
    }

    private long freeSecondsLeft() {
        return node.ask(
                ACCOUNT,
                book -> book.allotmentLeftSeconds(
                        ACCOUNT, scene.limits(ACCOUNT).allotments().get("international"), book.cycleTime()));
    }

    /** A minute more than has passed is believed, not a second more than that. */
    @ParameterizedTest
    @DisplayName("8 leap second: it makes no call shorter")
    @EnumSource(Leap.class)
    void makesNoCallShorter(Leap told) {
        start(told, -10);
        call("1");
        call("2");
        at(10);

        assertThat(end("1", 80).flags()).doesNotContain("implausible");
        assertThat(end("1", 80).levels().get(0).chargedSeconds()).isEqualTo(80);
        assertThat(end("2", 81).flags()).contains("implausible");
        assertThat(end("2", 81).levels().get(0).chargedSeconds()).isEqualTo(20);
    }

    @ParameterizedTest
    @DisplayName("8 leap second: it ends no lease sooner or later")
    @EnumSource(Leap.class)
    void endsNoLeaseSoonerOrLater(Leap told) {
        start(told, -30);
        assertThat(call("1").maxSeconds()).hasValue(60);

        at(60);
        node.rounds.run("trunkline-settlement-retry");
        assertThat(node.state().live()).as("until 30 s after the hard stop").hasSize(1);
        at(61);
        node.rounds.run("trunkline-settlement-retry");
        assertThat(node.state().live()).isEmpty();
    }

    /** The machine has shown the new day before it was told of the leap second. */
    private void midnightComesTwice() {
        at(0);
        scene.leapMillis = 0;
        assertThat(scene.wall()).isEqualTo(Instant.parse("2026-07-01T00:00:00Z"));
        assertThat(spent().dayMicros()).isZero();
        node.ask(ACCOUNT, CallBook::cycleTime);
        at(0);
        assertThat(scene.wall()).isBefore(Instant.parse("2026-07-01T00:00:00Z"));
    }

    @ParameterizedTest
    @DisplayName("8 leap second: it opens no spending window twice and counts nothing twice")
    @EnumSource(Leap.class)
    void opensNoSpendingWindowTwiceAndCountsNothingTwice(Leap told) {
        start(told, -30);
        node.limits(ACCOUNT, Json.object().put("max_day_spend_amount", 1));
        call("1");
        assertThat(spent()).isEqualTo(new Spent(600_000, 600_000, 600_000));

        midnightComesTwice();
        assertThat(call("2").allowed()).isTrue();
        assertThat(spent()).isEqualTo(new Spent(1_200_000, 600_000, 600_000));
        at(1);
        assertThat(spent()).isEqualTo(new Spent(1_200_000, 600_000, 600_000));
        end("1", 31);
        assertThat(spent()).as("cheaper than it was held for").isEqualTo(new Spent(910_000, 310_000, 310_000));
        assertThat(call("3").allowed()).isTrue();
        assertThat(call("4").reason()).isEqualTo(Reason.SPEND_MAX_REACHED);
    }

    @ParameterizedTest
    @DisplayName("8 leap second: it brings no allotment twice")
    @EnumSource(Leap.class)
    void bringsNoAllotmentTwice(Leap told) {
        start(told, -30);
        ObjectNode limits = Json.object();
        limits.putObject("pvt_allotments")
                .putObject("international")
                .put("amount", 100)
                .put("cycle", "daily")
                .put("when_used_up", "end");
        node.limits(ACCOUNT, limits);
        call("1");
        assertThat(freeSecondsLeft()).isEqualTo(40);

        midnightComesTwice();
        assertThat(freeSecondsLeft()).isEqualTo(100);
        call("2");
        at(1);
        assertThat(freeSecondsLeft()).isEqualTo(40);
        assertThat(call("3").maxSeconds()).hasValue(40);
        assertThat(call("4").reason()).isEqualTo(Reason.PER_MINUTE);
    }
}
