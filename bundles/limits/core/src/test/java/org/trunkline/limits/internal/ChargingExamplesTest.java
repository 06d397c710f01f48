package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine.Usage;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.CallSettlement.LevelCharge;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Price;

/**
 * The numeric examples of charging §3 as whole calls: authorized, renewed while they last, ended, posted. Rows 7 and 10 stand
 * in {@link SettlementTest} and {@link RenewalTest}, 12 in {@link CostTest}, 14 in {@link LeaseTest}.
 */
class ChargingExamplesTest {
    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.price(R2, "0", 1, 0).price(R1, "0", 1, 0);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** Lets a call last, renewed in time. */
    private void last(String call, int seconds) {
        world.admission().answered(world.caller, world.key(call));
        int renewed = 0;
        while (renewed + 40 < seconds) {
            renewed += 40;
            world.clock.move(40);
            world.renew(call, renewed);
        }
        world.clock.move(seconds - renewed);
    }

    /** Columns: row, rate, increment, minimum, fee, no-charge seconds, discount in basis points, seconds, charged seconds, micros. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.0100, 6, 60, 0, 0, 0, 61, 66, 11000",
        "2, 1.2700, 60, 60, 0, 0, 1000, 61, 120, 2286000",
        "3, 0.0127, 6, 30, 0.05, 0, 0, 45, 48, 60160",
        "4, 0.0100, 6, 10, 0, 0, 0, 11, 16, 2667",
        "5, 0.0004, 6, 6, 0, 0, 0, 6, 6, 40",
        "6, 0.00009, 1, 1, 0, 0, 0, 3, 3, 5",
        "6, 0.60, 1, 1, 0.02, 5, 0, 5, 0, 0",
        "6, 0.60, 1, 1, 0.02, 5, 0, 6, 6, 80000"
    })
    void aCallCosts(
            int row,
            BigDecimal rate,
            int increment,
            int minimum,
            BigDecimal fee,
            int noCharge,
            int discount,
            int seconds,
            long charged,
            long micros) {
        Price price = new Price(Money.toNanos("rate", rate), Money.toNanos("fee", fee), minimum, increment, noCharge)
                .discounted(discount);
        world.prices.put(C, price);
        world.credit(C, "5");
        assertThat(world.call("1", C, GERMANY).allowed()).as("row %d", row).isTrue();
        last("1", seconds);

        assertThat(world.end("1", seconds).levels().get(0).amountMicros()).isEqualTo(-micros);

        assertThat(world.ledger.balanceMicros(C)).isEqualTo(5_000_000 - micros);
        assertThat(world.held(C)).isZero();
        if (micros > 0) {
            Entry entry = world.ledger.posted(world.sbc.id() + "/1/a/end").get(0);
            assertThat(entry.line().usage()).extracting(Usage::quantity).isEqualTo(charged);
        }
    }

    /** Row 8. */
    @Test
    void creditForEightCallsLetsEightPassAndIsUsedUpExactly() {
        world.price(C, "0.12", 1, 1).credit(C, "1");

        long passed = IntStream.range(0, 20)
                .filter(i -> world.call("c" + i, C, GERMANY).allowed())
                .count();

        assertThat(passed).isEqualTo(8);
        assertThat(world.held(C)).isEqualTo(960_000);
        world.clock.move(40);
        CallRenewal first = world.renew("c0", 40);
        assertThat(first.maxSeconds()).hasValue(80);
        for (int i = 1; i < 8; i++) {
            assertThat(world.renew("c" + i, 40).maxSeconds()).hasValue(60);
        }
        world.clock.move(40);
        world.end("c0", 80);
        for (int i = 1; i < 8; i++) {
            world.end("c" + i, 60);
        }
        assertThat(world.ledger.balanceMicros(C)).isZero();
        assertThat(world.held(C)).isZero();
    }

    /** Row 9. */
    @Test
    void aByeThatCameASecondAfterTheHardStopIsNotAnotherIncrement() {
        world.price(C, "0.12", 60, 60).credit(C, "0.12");
        assertThat(world.call("1", C, GERMANY).maxSeconds()).hasValue(60);
        world.clock.move(61);

        assertThat(world.end("1", 61).levels().get(0).amountMicros()).isEqualTo(-120_000);
    }

    /** Row 11. */
    @Test
    void theFeeIsPartOfHowFarTheCreditReaches() {
        Price price = new Price(
                Money.toNanos("rate", new BigDecimal("0.0127")),
                Money.toNanos("fee", new BigDecimal("0.05")),
                30,
                6,
                0);
        world.prices.put(C, price);
        world.credit(C, "0.10");

        assertThat(world.call("1", C, GERMANY).expectedSeconds()).hasValue(234);
        last("1", 234);
        assertThat(world.end("1", 234).levels().get(0).amountMicros()).isEqualTo(-99_530);
    }

    /** Row 13. */
    @Test
    void whatAnAllotmentLeavesIsChargedWithoutFeeAndMinimum() {
        Price price = new Price(
                Money.toNanos("rate", new BigDecimal("0.0120")),
                Money.toNanos("fee", new BigDecimal("0.05")),
                30,
                6,
                0);
        world.prices.put(C, price);
        world.credit(C, "5");
        world.allotments(C, "{\"international\":{\"amount\":45,\"cycle\":\"monthly\"}}");
        assertThat(world.call("1", C, GERMANY).reason()).isEqualTo(Reason.ALLOTMENT);
        last("1", 100);

        LevelCharge charge = world.end("1", 100).levels().get(0);

        assertThat(charge.allotmentSeconds()).isEqualTo(45);
        assertThat(charge.chargedSeconds()).isEqualTo(60);
        assertThat(charge.amountMicros()).isEqualTo(-12_000);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(5_000_000 - 12_000);
        Entry entry = world.ledger.posted(world.sbc.id() + "/1/a/end").get(0);
        assertThat(entry.line().usage()).extracting(Usage::quantity).isEqualTo(60L);
    }
}
