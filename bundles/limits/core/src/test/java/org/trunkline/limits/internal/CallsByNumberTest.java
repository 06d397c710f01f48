package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.R1;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

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

    private CallDecision called(String callId) {
        CallAttempt attempt = new CallAttempt(
                world.key(callId),
                Direction.INBOUND,
                new AccountSelector.ByDid(NUMBER),
                "+4930123456",
                NUMBER,
                "",
                List.of(),
                false,
                Optional.empty(),
                true);
        return world.admission().authorize(world.caller, attempt);
    }

    @Test
    void isACallOfTheAccountThatHasTheNumber() {
        world.numbers.give(NUMBER, C);

        CallDecision byNumber = called("1");

        assertThat(byNumber.account()).contains(C);
        assertThat(byNumber.reason()).isEqualTo(world.inbound("2", C, NUMBER).reason());
        assertThat(byNumber.levels())
                .extracting(CallDecision.LevelTerms::account)
                .startsWith(C);
    }

    @Test
    void isNobodysWhereNobodyHasTheNumber() {
        assertThat(called("1").reason()).isEqualTo(Reason.ACCOUNT_UNKNOWN);
    }

    @Test
    void followsTheNumberToAnotherAccount() {
        world.numbers.give(NUMBER, C);
        called("1");
        world.numbers.give(NUMBER, R1);

        assertThat(called("2").account()).contains(R1);
        assertThat(called("1").account()).contains(C);
    }
}
