package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.ledger.spi.HeldCredit;

/** What the ledger must not give back. */
class HeldByCallsTest {

    @Test
    void isWhatLiveCallsHoldAndEndedOnesOweUntilTheyArePosted(@TempDir Path journal) {
        try (World world = new World(journal)) {
            world.chain();
            HeldCredit held = new HeldByCalls(world.state(), world.ledger, world.tree);
            assertThat(held.heldMicros(C)).isZero();

            world.call("1", C, GERMANY);
            assertThat(held.heldMicros(C)).isEqualTo(132_100);
            assertThat(held.heldMicros(R2)).isEqualTo(92_500);
            assertThat(held.heldMicros(ROOT)).isZero();

            world.clock.move(75);
            world.renew("1", 40);
            world.ledger.down(true);
            world.end("1", 61);
            assertThat(held.heldMicros(C)).isEqualTo(134_302);

            world.ledger.down(false);
            world.postAll();
            assertThat(held.heldMicros(C)).isZero();
            assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - 134_302);
        }
    }
}
