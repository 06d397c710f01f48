package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;

/** New rules decide over the calls in progress before a switch asks them, and nothing comes of it. */
class RehearsalTest {
    private static final int CALLS = 120;

    @TempDir
    Path journal;

    private final AtomicInteger decisions = new AtomicInteger();
    private World world;

    @BeforeEach
    void open() {
        world = new World(journal, state -> new ForwardingState(state) {
            @Override
            public <R> R atomically(
                    AccountId partition, boolean withRoot, List<AccountMeter> meters, Function<CallBook, R> work) {
                decisions.incrementAndGet();
                return super.atomically(partition, withRoot, meters, work);
            }
        });
        world.chain();
        List.of(C, R2, R1).forEach(account -> world.credit(account, "100"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void rulesThatReplaceOthersUnderLoadTryThemselvesOnTheCallsInProgressAndChangeNothing() {
        begin(CALLS);
        world.limits(C, "{\"calls\":" + CALLS + ",\"allow_prepay\":true}");
        Set<CallEntry> before = Set.copyOf(world.state().live());
        List<Long> held = held();
        decisions.set(0);

        world.updateRules();

        assertThat(decisions).hasValueGreaterThanOrEqualTo(1);
        assertThat(Set.copyOf(world.state().live())).isEqualTo(before);
        assertThat(held()).isEqualTo(held);
        assertThat(world.state().refused().oldest(1)).isEmpty();
        assertThat(world.renew("0", 10).allowed()).isTrue();
    }

    @Test
    void rulesThatReplaceOthersInAQuietHourTakeOverAtOnce() {
        begin(3);
        decisions.set(0);

        world.updateRules();

        assertThat(decisions).hasValue(0);
    }

    private void begin(int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(world.call(Integer.toString(i), C, GERMANY).allowed()).isTrue();
        }
    }

    private List<Long> held() {
        return List.of(world.held(C), world.held(R2), world.held(R1));
    }
}
