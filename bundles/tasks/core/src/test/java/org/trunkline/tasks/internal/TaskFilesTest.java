package org.trunkline.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskFile;
import org.trunkline.tasks.TaskStatus;

/** Inputs, outputs and how far a task has come. */
class TaskFilesTest extends EngineFixture {
    @Test
    void workWithoutInputWritesTheRowsThatItWasAskedFor() {
        reads = false;
        work = run -> {
            run.expect(2);
            run.write(List.of("name", "size"));
            run.write(List.of("a, b", "1"));
            run.succeeded(2);
        };

        Task ended = ended(manager().create(ANN, ACME, WANTED));

        assertThat(ended.status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(ended.totalCount()).isEqualTo(2);
        assertThat(text(ended, TaskFile.OUTPUT)).isEqualTo("name,size\r\n\"a, b\",1\r\n");
        tasks.delete(ANN, ACME, ended.id());
        assertThat(files()).isEmpty();
    }

    @Test
    void workThatReadsRowsNeedsSome() {
        assertThatThrownBy(() -> manager().create(ANN, ACME, WANTED)).isInstanceOf(InvalidException.class);
    }

    @Test
    void anOutputHasABound() {
        reads = false;
        work = run -> {
            for (int i = 0; i < INPUT_BYTES_MAX; i++) {
                run.write(List.of("name"));
            }
        };

        Task ended = ended(manager().create(ANN, ACME, WANTED));

        assertThat(ended.status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(ended.errors().get(0).message()).contains("bytes");
    }

    @Test
    void aTaskHasTheFilesThatAreThere() {
        Task task = created("name\na\n");
        assertThat(tasks.files(ANN, ACME, task.id())).containsExactly(TaskFile.INPUT);
        assertThat(text(task, TaskFile.INPUT)).isEqualTo("name\na\n");

        ended(task);

        assertThat(tasks.files(ANN, ACME, task.id())).isEmpty();
        assertThatThrownBy(() -> tasks.open(ANN, ACME, task.id(), TaskFile.OUTPUT))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> tasks.open(ANN, new AccountId("b".repeat(32)), task.id(), TaskFile.INPUT))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void oldOutputsMakeRoomForNewInputs() {
        reads = false;
        work = run -> run.write(List.of("x".repeat(INPUT_BYTES_MAX - 10)));
        Task last = null;
        for (int i = 0; i < 11; i++) {
            last = ended(manager().create(ANN, ACME, WANTED));
        }
        reads = true;

        Task task = created("name\na\n");

        assertThat(files()).hasSizeLessThan(12);
        assertThat(tasks.files(ANN, ACME, task.id())).containsExactly(TaskFile.INPUT);
        assertThat(last).isNotNull();
    }

    @Test
    void showsHowManyRowsWereReadSoFar() throws InterruptedException {
        work = run -> {
            run.next();
            block(run);
        };
        Task task = created("name\na\nb\n");
        tasks.start(ANN, ACME, task.id());
        running.await();

        assertThat(tasks.get(ANN, ACME, task.id()).readCount()).isEqualTo(1);
        released.countDown();
    }
}
