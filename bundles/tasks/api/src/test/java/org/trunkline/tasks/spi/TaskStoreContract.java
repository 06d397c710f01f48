package org.trunkline.tasks.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.tasks.RowError;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskStatus;

/** What every store of tasks promises. Each test has an empty store. */
public interface TaskStoreContract {
    AccountId ACME = new AccountId("a".repeat(32));
    AccountId GLOBEX = new AccountId("b".repeat(32));
    Instant AT = Instant.parse("2026-01-02T03:04:05.000006Z");

    TaskStore store();

    @Test
    default void returnsWhatWasInserted() {
        Task task = inserted(ACME, AT);

        assertThat(store().find(ACME, task.id())).contains(task);
    }

    @Test
    default void hidesOneAccountsTasksFromAnother() {
        Task task = inserted(ACME, AT);

        assertThat(store().find(GLOBEX, task.id())).isEmpty();
        assertThat(store().delete(GLOBEX, task.id(), change(task))).isFalse();
        assertThat(store().list(GLOBEX, PageRequest.first()).rows()).isEmpty();
    }

    @Test
    default void updatesOnlyFromTheExpectedStatus() {
        Task task = inserted(ACME, AT);
        Task executing = task.executing(AT.plusSeconds(1));
        Task failed = executing.ended(
                TaskStatus.FAILURE, AT.plusSeconds(2), 0, 1, List.of(new RowError(7, "prefix", "no digits")));

        assertThat(store().update(TaskStatus.EXECUTING, executing, change(task)))
                .isFalse();
        assertThat(store().update(TaskStatus.PENDING, executing, change(task))).isTrue();
        assertThat(store().executed(10)).containsExactly(new TaskStore.Executed(executing, Optional.empty(), 0));
        assertThat(store().update(TaskStatus.EXECUTING, failed, change(task))).isTrue();
        assertThat(store().find(ACME, task.id())).contains(failed);
    }

    @Test
    default void knowsWhichNodeExecutesATaskAndThatItGoesOn() {
        Task task = inserted(ACME, AT);
        Task other = inserted(ACME, AT.plusSeconds(1));
        inserted(ACME, AT.plusSeconds(2));
        Task executing = task.executing(AT.plusSeconds(1));
        Task othersExecuting = other.executing(AT.plusSeconds(1));

        assertThat(store().start(executing, "n1", change(task))).isTrue();
        assertThat(store().start(executing, "n2", change(task))).isFalse();
        assertThat(store().start(othersExecuting, "n2", change(other))).isTrue();
        store().beat("n2");
        store().beat("n2");

        assertThat(store().executed(10))
                .containsExactly(
                        new TaskStore.Executed(executing, Optional.of("n1"), 0),
                        new TaskStore.Executed(othersExecuting, Optional.of("n2"), 2));
        assertThat(store().executed(1)).hasSize(1);
    }

    @Test
    default void listsInBothOrdersPageByPage() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tasks.add(inserted(ACME, AT.plusSeconds(i)));
        }

        assertThat(walked(true)).isEqualTo(tasks);
        java.util.Collections.reverse(tasks);
        assertThat(walked(false)).isEqualTo(tasks);
    }

    @Test
    default void forgetsWhatWasDeleted() {
        Task task = inserted(ACME, AT);

        assertThat(store().delete(ACME, task.id(), change(task))).isTrue();
        assertThat(store().find(ACME, task.id())).isEmpty();
        assertThat(store().delete(ACME, task.id(), change(task))).isFalse();
    }

    private List<Task> walked(boolean ascending) {
        List<Task> found = new ArrayList<>();
        Optional<String> key = Optional.empty();
        do {
            Page<Task> page = store().list(ACME, new PageRequest(key, 2, ascending));
            found.addAll(page.rows());
            key = page.nextStartKey();
        } while (key.isPresent());
        return found;
    }

    private Task inserted(AccountId account, Instant created) {
        Task task = new Task(
                Ids.random(),
                account,
                GLOBEX,
                "rates",
                "import",
                "rätes.csv",
                Map.of("ratedeck_id", "retail"),
                TaskStatus.PENDING,
                created,
                Optional.empty(),
                Optional.empty(),
                12,
                0,
                0,
                List.of());
        store().insert(task, change(task));
        return task;
    }

    private static Change change(Task task) {
        Caller caller = Caller.system(GLOBEX, "test");
        return new Change("tasks", task.id(), task.account(), "changed", caller, AT, "{}");
    }
}
