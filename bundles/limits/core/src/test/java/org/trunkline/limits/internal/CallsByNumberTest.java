package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.R1;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.Reason;

/** Calls from outside that name nobody but the number they call. */
class CallsByNumberTest {
    private static final String NUMBER = "+14155550100";

    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.chain();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void isACallOfTheAccountThatHasTheNumber() {
        world.numbers.put(NUMBER, C);

        CallDecision byNumber = world.inbound("1", NUMBER);

        assertThat(byNumber.account()).contains(C);
        assertThat(byNumber.reason()).isEqualTo(world.inbound("2", C, NUMBER).reason());
        assertThat(byNumber.levels())
                .extracting(CallDecision.LevelTerms::account)
                .startsWith(C);
    }

    @Test
    void isNobodysWhereNobodyHasTheNumber() {
        assertThat(world.inbound("1", NUMBER).reason()).isEqualTo(Reason.ACCOUNT_UNKNOWN);
    }

    @Test
    void followsTheNumberToAnotherAccount() {
        world.numbers.put(NUMBER, C);
        world.inbound("1", NUMBER);
        world.numbers.put(NUMBER, R1);

        assertThat(world.inbound("2", NUMBER).account()).contains(R1);
        assertThat(world.inbound("1", NUMBER).account()).contains(C);
    }
}
