package org.trunkline.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskStatus;

/** Tasks of several nodes over one store. */
class TaskBeatsTest extends EngineFixture {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final List<Task> orphaned = new ArrayList<>();
    private long nanos;

    @Test
    void aNodeThatStartsLeavesTheTasksOfOthersAlone() throws InterruptedException {
        work = this::block;
        Task task = created("name\none\n");
        tasks.start(ANN, ACME, task.id());
        running.await();

        TaskManager other = manager(CLOCK, directory.resolve("other"));

        assertThat(other.get(ANN, ACME, task.id()).status()).isEqualTo(TaskStatus.EXECUTING);
        other.close();
    }

    @Test
    void aNodeThatStartsAgainEndsItsOwnTasksAtOnce() throws InterruptedException {
        work = this::block;
        Task task = created("name\none\n");
        tasks.start(ANN, ACME, task.id());
        running.await();

        // the process that was killed told nobody
        TaskManager again = manager(CLOCK, directory);

        Task stopped = again.get(ANN, ACME, task.id());
        assertThat(stopped.status()).isEqualTo(TaskStatus.STOPPED);
        assertThat(stopped.errors().get(0).message()).contains("stopped while the task ran");
        again.close();
    }

    @Test
    void theTaskOfANodeThatIsGoneIsFoundByAnother() throws InterruptedException {
        Task task = startedElsewhere("dead");
        TaskBeats beats = new TaskBeats(store, "alive", () -> nanos, orphaned::add);

        beats.beat();
        pass(TaskBeats.OVER_NANOS);
        beats.beat();
        assertThat(orphaned).isEmpty();
        pass(1);
        beats.beat();

        assertThat(orphaned).extracting(Task::id).containsExactly(task.id());
        beats.close();
    }

    @Test
    void theTaskOfANodeThatBeatsGoesOn() throws InterruptedException {
        startedElsewhere("slow");
        TaskBeats beats = new TaskBeats(store, "alive", () -> nanos, orphaned::add);

        for (int i = 0; i < 10; i++) {
            beats.beat();
            pass(TaskBeats.OVER_NANOS);
            store.beat("slow");
        }

        assertThat(orphaned).isEmpty();
        beats.close();
    }

    @Test
    void aNodeKeepsItsNameOverARestart() {
        Path place = directory.resolve("a");

        assertThat(NodeName.of(place)).isEqualTo(NodeName.of(place)).isNotEqualTo(NodeName.of(directory.resolve("b")));
    }

    private Task startedElsewhere(String node) {
        Task task = created("name\none\n");
        store.start(task.executing(CLOCK.instant()), node, null);
        return task;
    }

    private void pass(long more) {
        nanos += more;
    }
}
