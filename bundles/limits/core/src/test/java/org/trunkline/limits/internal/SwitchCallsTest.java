package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.CallEntry;

class SwitchCallsTest {
    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(journal);
        for (String callId : List.of("c", "a", "e", "b", "d")) {
            world.call(callId, C, "911");
        }
    }

    @AfterEach
    void end() {
        world.close();
    }

    private Page<String> page(Optional<String> from, int size) {
        String switchId = world.state().live().iterator().next().key().switchId();
        return new SwitchCalls(world.state()).page(switchId, new PageRequest(from, size, true), call -> call.key()
                .callId());
    }

    @Test
    void eachCallIsOnOnePageInTheOrderOfTheIds() {
        List<String> seen = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            Page<String> page = page(from, 2);
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(2);
            seen.addAll(page.rows());
            from = page.nextStartKey();
        } while (from.isPresent());

        assertThat(seen).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void aPageThatEndsWithTheLastCallIsTheLastOne() {
        assertThat(page(Optional.empty(), 5).nextStartKey()).isEmpty();
        assertThat(page(Optional.of("d/a"), 2)).isEqualTo(Page.last(List.of("d", "e")));
    }

    @Test
    void callsOfOtherSwitchesAreNotThere() {
        CallKey key =
                world.state().live().stream().map(CallEntry::key).findFirst().orElseThrow();
        String other =
                key.switchId().replace(key.switchId().charAt(0), key.switchId().charAt(0) == '0' ? '1' : '0');

        assertThat(new SwitchCalls(world.state())
                        .page(other, PageRequest.first(), CallEntry::key)
                        .rows())
                .isEmpty();
    }
}
