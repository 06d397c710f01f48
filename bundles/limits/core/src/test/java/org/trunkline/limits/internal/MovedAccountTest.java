package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallDecision;

/**
 * An account that moves below another master while calls are decided: its calls of before belong to one partition, those of
 * now to another, and both use its places and its money. The first two facts fail, when this was tried, when {@code
 * MemoryCallState.atomically} takes the lock of the partition alone. {@link WideRace} widens the race.
 */
class MovedAccountTest {
    /** Its partition has another lock than that of R1. */
    private static final AccountId MASTER = new AccountId("e".repeat(31) + "7");

    private static final int ATTEMPTS = 64;
    private static final int ROUNDS = 20;

    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal, WideRace::new);
        world.tree.add(MASTER, ROOT, true);
        world.price(MASTER, "0.01", 1, 1).credit(MASTER, "100");
        world.price(C, "0.12", 1, 1).price(R2, "0.01", 1, 1).price(R1, "0.01", 1, 1);
        world.credit(R2, "100").credit(R1, "100");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void move(AccountId parent) {
        world.tree.add(C, parent, false);
    }

    private void endAll() {
        world.state().live().forEach(call -> world.end(call.key().callId(), 0));
    }

    @Test
    void noMoreCallsThanItsTrunksPassWhileItMovesToAndFro() throws Exception {
        world.limits(C, "{\"outbound_trunks\":3,\"allow_prepay\":false}");

        for (int round = 0; round < ROUNDS; round++) {
            String prefix = "call-" + round + "-";
            List<CallDecision> decisions = AtOnce.run(ATTEMPTS, i -> {
                move(i % 2 == 0 ? R2 : MASTER);
                return world.call(prefix + i, C, LimitCase.DOMESTIC);
            });

            assertThat(decisions).filteredOn(CallDecision::allowed).hasSize(3);
            endAll();
        }
    }

    @Test
    void callsOfBeforeAndCallsOfNowHoldNoMoreThanItsCredit() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String prefix = "call-" + round + "-";
            world.credit(C, "1");
            move(R2);
            for (int i = 0; i < 4; i++) {
                assertThat(world.call(prefix + "old-" + i, C, GERMANY).allowed())
                        .isTrue();
            }
            move(MASTER);

            AtOnce.run(ATTEMPTS, i -> {
                if (i % 2 == 0) {
                    return world.call(prefix + i, C, GERMANY).allowed();
                }
                String old = prefix + "old-" + i % 4;
                return world.renew(old, i).allowed();
            });

            assertThat(world.held(C)).isLessThanOrEqualTo(1_000_000);
            endAll();
        }
    }

    @Test
    void callsOfBeforeKeepTheLevelsThatTheyBeganWith() {
        world.credit(C, "1");
        move(R2);
        world.call("old", C, GERMANY);
        move(MASTER);
        world.call("new", C, GERMANY);

        world.clock.move(60);
        assertThat(world.renew("old", 60).allowed()).isTrue();
        assertThat(world.end("old", 60).levels())
                .extracting(level -> level.account())
                .containsExactly(C, R2, R1);
        assertThat(world.end("new", 60).levels())
                .extracting(level -> level.account())
                .containsExactly(C, MASTER);
        assertThat(world.held(C)).isZero();
    }
}
