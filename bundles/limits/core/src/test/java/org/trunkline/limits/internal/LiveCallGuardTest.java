package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.DomainException;

/** Accounts that calls in progress need are not deleted. */
class LiveCallGuardTest {
    @TempDir
    Path journal;

    @Test
    void whoeverMakesACallOrPaysForItStaysUntilItEnds() {
        World world = new World(journal);
        world.chain();
        LiveCallGuard guard = new LiveCallGuard(world.state());
        assertThat(guard.objection(C)).isEmpty();

        world.call("1", C, GERMANY);

        for (AccountId each : new AccountId[] {C, R2, R1}) {
            assertThat(guard.objection(each)).map(DomainException::code).contains("account_has_live_calls");
        }
        assertThat(guard.objection(AccountId.random())).isEmpty();

        world.end("1", 10);
        assertThat(guard.objection(C)).isEmpty();
        world.close();
    }
}
