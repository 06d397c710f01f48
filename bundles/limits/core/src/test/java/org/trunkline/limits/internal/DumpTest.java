package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.spi.GivenRun;

/** Call records of any time as a file. */
class DumpTest {
    @TempDir
    Path journal;

    private World world;
    private DumpTask task;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.chain();
        task = new DumpTask(world.callDetails(), world.tree, world.clock);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Caller admin(AccountId account) {
        return Caller.user(account, new UserId("f".repeat(32)), Role.ADMIN, "u");
    }

    private GivenRun dumped(AccountId account, Map<String, String> options) {
        world.storeRefused();
        GivenRun run = new GivenRun(admin(account), options, "");
        task.run(run);
        return run;
    }

    private static List<String> column(GivenRun run, String name) {
        int column = run.written().get(0).indexOf(name);
        return run.rows().stream().map(row -> row.get(column)).toList();
    }

    @Test
    void hasEveryAttemptOldestFirstAlsoOfLongAgo() {
        world.call("paid", C, GERMANY);
        world.clock.move(61);
        world.end("paid", 45);
        world.clock.move(100 * 86_400);
        world.call("no rate", C, "+999123456");

        GivenRun run = dumped(C, Map.of());

        assertThat(column(run, "call_id")).containsExactly("paid", "no rate");
        assertThat(column(run, "decision")).containsExactly("allow", "deny");
        assertThat(column(run, "reason")).containsExactly("per_minute", "no_rate");
        assertThat(column(run, "billing_seconds")).containsExactly("45", "0");
        assertThat(column(run, "charged_seconds")).containsExactly("45", "");
        // 45 s at 0.1321 a minute
        assertThat(column(run, "cost")).containsExactly("0.099075", "");
        assertThat(run.succeeded()).isEqualTo(2);
        assertThat(task.kind().readsRows()).as("a client sends no file").isFalse();
        // what C pays is not what R2 keeps: the record of its customer is none of its own
        assertThat(dumped(R2, Map.of()).rows()).isEmpty();
    }

    @Test
    void theRangeHasBothItsEnds() {
        world.call("1", C, GERMANY);
        world.end("1", 0);
        String now = world.clock.instant().toString();
        String before = world.clock.instant().minusSeconds(1).toString();

        assertThat(dumped(C, Map.of("created_from", now, "created_to", now)).rows())
                .hasSize(1);
        assertThat(dumped(C, Map.of("created_to", before)).rows()).isEmpty();
    }

    @Test
    void isForThoseWhoMaySeeTheAccountAndSaysWhatIsWrong() {
        assertThatThrownBy(() -> task.check(admin(C), R2, wanted(Map.of()))).isInstanceOf(NotFoundException.class);
        task.check(admin(R2), C, wanted(Map.of()));
        assertThatThrownBy(() -> task.check(admin(C), C, wanted(Map.of("created_from", "yesterday"))))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("2026-01-31T10:00:00Z");
        assertThatThrownBy(() -> task.check(admin(C), C, wanted(Map.of("created_from", "2190-01-01T00:00:00Z"))))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("before created_to");
    }

    private static NewTask wanted(Map<String, String> options) {
        return new NewTask("cdrs", "dump", "", options);
    }
}
