package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.limits.spi.NodeLeaseStore.Lease;
import org.trunkline.rating.Direction;

/** A node whose database has another one that decides (design §13, "Swap"). */
class StandbyTest {
    private static final String OTHER = "other";

    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.chain();
        world.credit(ROOT, "0");
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** The other node takes over while this one is stopped. */
    private void standBy() {
        world.stop();
        world.leases.take(Optional.empty(), OTHER);
        world.start();
    }

    @Test
    void deniesEverythingButEmergencyCalls() {
        world.limits(C, "{\"outbound_trunks\":5}");
        standBy();

        assertThat(world.admission().isDeciding()).isFalse();
        assertThat(world.call("1", C, GERMANY).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(world.call("2", C, "+14155550199").reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(world.call("3", C, "+18005550100").reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(world.call("3", C, "+18005550100").sipCode()).isEqualTo(503);
        assertThat(world.call("4", C, "911").reason()).isEqualTo(Reason.EMERGENCY);
        assertThat(world.end("4", 10).posted()).isTrue();
        assertThat(world.held(C)).isZero();
    }

    @Test
    @DisplayName("10 two nodes: one decides, and the other when that one has gone")
    void decidesAgainWhenTheOtherHasGone() {
        standBy();
        world.call("1", C, GERMANY);
        world.stop();
        world.leases.release(OTHER);
        world.start();

        assertThat(world.admission().isDeciding()).isTrue();
        assertThat(world.call("1", C, GERMANY).reason()).isEqualTo(Reason.PER_MINUTE);
    }

    @Test
    void billsNoCallThatTheOtherMayKnow() {
        standBy();
        CallAttempt attempt = world.attempt("1", C, Direction.OUTBOUND, GERMANY);
        CallEnd end = new CallEnd(attempt.key(), 60, Optional.empty(), Hangup.UNKNOWN, false, Optional.of(attempt));

        assertThatThrownBy(() -> world.admission().ended(world.caller, end)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> world.renew("1", 40)).isInstanceOf(UnavailableException.class);
        assertThat(world.ledger.postings()).isZero();
    }

    @Test
    void settlesTheCallsThatItAllowedItselfButExtendsNone() {
        world.call("1", C, GERMANY);
        standBy();
        world.clock.move(40);

        assertThatThrownBy(() -> world.renew("1", 40)).isInstanceOf(UnavailableException.class);
        assertThat(world.end("1", 40).posted()).isTrue();
        assertThat(world.end("1", 40).posted()).isTrue();
        assertThat(world.held(C)).isZero();
        assertThat(world.leases.find().map(Lease::node)).contains(OTHER);
    }
}
