package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.CallSettlement.LevelCharge;

/**
 * What holds when a switch tells of one end many times at once. Fails, every time, when {@code CallState.atomically} takes no
 * lock: tried in five runs.
 */
class SettlementConcurrencyTest {
    private static final int ROUNDS = 50;

    @TempDir
    Path journal;

    @Test
    void oneEndToldManyTimesAtOnceIsChargedOnceAndAnsweredAlike() throws Exception {
        try (World world = new World(journal, WideRace::new)) {
            world.price(C, "0.12", 1, 1).price(R2, "0.06", 1, 1).price(R1, "0.03", 1, 1);
            world.credit(C, "10").credit(R2, "10").credit(R1, "10");
            for (int round = 0; round < ROUNDS; round++) {
                String callId = "call-" + round;
                world.call(callId, C, GERMANY);

                List<CallSettlement> settlements = AtOnce.run(AtOnce.THREADS, i -> {
                    // two settlements of one call would differ in their time, and be charged both
                    world.clock.move(1);
                    return world.end(callId, 30);
                });

                assertThat(settlements).allMatch(CallSettlement::authorized);
                assertThat(settlements)
                        .extracting(settlement -> settlement.levels().stream()
                                .map(LevelCharge::amountMicros)
                                .toList())
                        .containsOnly(List.of(-60_000L, -30_000L, -15_000L));
            }
            assertThat(world.ledger.balanceMicros(C)).isEqualTo(10_000_000 - ROUNDS * 60_000);
            assertThat(world.held(C)).isZero();
            assertThat(world.state().unposted()).isEmpty();
            long spendable =
                    world.state().atomically(R1, false, book -> book.usage(C).balanceMicros());
            assertThat(spendable).isEqualTo(world.ledger.balanceMicros(C));
        }
    }
}
