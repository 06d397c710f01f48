package org.trunkline.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.RowError;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskFile;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.TaskStatus;

/** The engine of tasks over real files, with a handler of the test's own. */
class TaskManagerTest extends EngineFixture {
    @Test
    void runsOverTheRowsOfItsInput() {
        Task task = created("\ufeffName,Size\r\n\"a, b\",1\r\n\r\n\"two\nlines\",2\nc\n");

        assertThat(task.status()).isEqualTo(TaskStatus.PENDING);
        assertThat(task.totalCount()).isEqualTo(3);
        Task ended = ended(task);

        assertThat(rows).containsExactly("2:a, b=1 red", "4:two\nlines=2 red", "6:c= red");
        assertThat(ended.status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(ended.successCount()).isEqualTo(3);
        assertThat(files()).isEmpty();
    }

    @Test
    void takesGzippedInputAndLists() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("name,size\nx,1\n".getBytes(StandardCharsets.UTF_8));
        }
        ended(manager().create(ANN, ACME, WANTED, new ByteArrayInputStream(packed.toByteArray())));
        ArrayNode records = (ArrayNode) Json.parse("[{\"name\":\"y\"},{\"size\":2,\"name\":\"z\"}]");

        ended(tasks.create(ANN, ACME, WANTED, records));

        assertThat(rows).containsExactly("2:x=1 red", "2:y= red", "3:z=2 red");
    }

    @Test
    void saysWhichRowsWereNotDone() {
        work = run -> {
            while (run.next()) {
                if (run.cell(0).isEmpty()) {
                    run.failed(run.line(), "name", "\"a, b\"", "empty");
                    run.failed(run.line(), "size", "empty too");
                } else {
                    run.succeeded(1);
                }
            }
        };

        Task ended = ended(created("name,size\na,1\n,2\n"));

        assertThat(ended.status()).isEqualTo(TaskStatus.PARTIAL);
        assertThat(ended.successCount()).isEqualTo(1);
        assertThat(ended.failureCount()).isEqualTo(1);
        assertThat(ended.errors())
                .containsExactly(
                        new RowError(3, "name", "\"a, b\"", "empty"), new RowError(3, "size", "", "empty too"));
        assertThat(text(ended, TaskFile.OUTPUT))
                .isEqualTo("line,field,value,message\r\n3,name,\"\"\"a, b\"\"\",empty\r\n3,size,,empty too\r\n");
    }

    @Test
    void keepsTheFirstErrorsOnly() {
        work = run -> {
            for (int i = 2; i < 3_000; i++) {
                run.failed(i, "name", "x".repeat(i == 2 ? 1_000 : 1));
            }
        };

        Task ended = ended(created("name\na\n"));

        assertThat(ended.errors()).hasSize(Task.ERRORS_MAX);
        assertThat(ended.errors().get(0).message()).hasSize(500);
        assertThat(text(ended, TaskFile.OUTPUT).lines())
                .as("the report is whole")
                .hasSize(2_999);
        assertThat(ended.failureCount()).isEqualTo(2_998);
        assertThat(ended.status()).isEqualTo(TaskStatus.FAILURE);
    }

    @Test
    void refusesWhatIsNoCsvAndKeepsNothingOfIt() {
        assertMalformed("", "empty");
        assertMalformed("name,name\n1,2\n", "twice");
        assertMalformed("name,size\n1,2,3\n", "Line 2");
        assertMalformed("name\n\"unclosed\n", "no CSV");
        assertMalformed(new byte[] {'n', 'a', 'm', 'e', '\n', (byte) 0xff, (byte) 0xfe, '\n'}, "UTF-8");
        assertMalformed(new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, "gzip");
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesMissingAndUnknownColumns() {
        assertThatThrownBy(() -> created("size\n1\n")).isInstanceOfSatisfying(DomainException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.INVALID);
            assertThat(e.code()).isEqualTo("bad request");
            assertThat(e.errors().get(0).target()).isEqualTo(List.of("name"));
        });
        assertThatThrownBy(() -> created("name,sise\n1,2\n")).hasMessageContaining("sise");
    }

    @Test
    void refusesMoreBytesThanTheBoundPackedOrNot() throws IOException {
        byte[] large = ("name\n" + "x\n".repeat(INPUT_BYTES_MAX)).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(large);
        }

        for (byte[] body : List.of(large, packed.toByteArray())) {
            assertThatThrownBy(() -> manager().create(ANN, ACME, WANTED, new ByteArrayInputStream(body)))
                    .isInstanceOfSatisfying(
                            DomainException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TOO_LARGE));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void startsATaskOnce() throws InterruptedException {
        work = this::block;
        Task task = created("name\na\n");
        tasks.start(ANN, ACME, task.id());
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> tasks.start(ANN, ACME, task.id()))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND))
                .hasMessage("task already started");
        assertThatThrownBy(() -> tasks.delete(ANN, ACME, task.id())).isInstanceOf(ConflictException.class);
    }

    @Test
    void stopsATaskThatRuns() throws InterruptedException {
        work = run -> {
            block(run);
            readAll(run);
        };
        Task task = created("name\na\nb\n");
        assertThatThrownBy(() -> tasks.stop(ANN, ACME, task.id())).hasMessage("task is not running");
        tasks.start(ANN, ACME, task.id());
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

        tasks.stop(ANN, ACME, task.id());
        released.countDown();
        tasks.close();

        assertThat(tasks.get(ANN, ACME, task.id()).status()).isEqualTo(TaskStatus.STOPPED);
        assertThat(rows).isEmpty();
    }

    @Test
    void saysThatATaskBrokeAndThatItWasRefused() {
        work = run -> {
            throw new IllegalStateException("a secret detail");
        };
        Task broken = ended(created("name\na\n"));
        work = run -> {
            throw new ConflictException("deck");
        };
        Task refused = ended(created("name\na\n"));

        assertThat(broken.status()).isEqualTo(TaskStatus.INTERNAL_ERROR);
        assertThat(broken.errors().get(0).message()).doesNotContain("secret");
        assertThat(refused.status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(refused.errors().get(0).message()).isEqualTo("conflicting documents");
    }

    @Test
    void saysThatARestartInterruptedATask() {
        Task task = created("name\na\n");
        Task pending = created("name\nb\n");
        store.update(TaskStatus.PENDING, task.executing(Instant.EPOCH), null);
        tasks.close();
        tasks = null;

        Task found = manager().get(ANN, ACME, task.id());

        assertThat(found.status()).isEqualTo(TaskStatus.STOPPED);
        assertThat(found.errors().get(0).message()).contains("server stopped");
        assertThat(ended(pending).status()).isEqualTo(TaskStatus.SUCCESS);
    }

    @Test
    void refusesWorkThatNobodyDoesAndTasksThatAreNotThere() {
        NewTask unknown = new NewTask("things", "fly", "", Map.of());

        assertThatThrownBy(() -> manager().create(ANN, ACME, unknown, InputStream.nullInputStream()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> tasks.get(ANN, ACME, "f".repeat(32))).isInstanceOf(NotFoundException.class);
        assertThat(tasks.kinds()).extracting(TaskKind::action).containsExactly("count");
    }

    @Test
    void refusesAFileNameThatNoDatabaseKeeps() {
        NewTask wanted = new NewTask("things", "count", "things\0.csv", Map.of());

        assertThatThrownBy(() -> manager()
                        .create(ANN, ACME, wanted, new ByteArrayInputStream("name\n".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.errors().get(0).field()).isEqualTo("file_name"));
        assertThat(files()).isEmpty();
    }

    @Test
    void forgetsADeletedTaskAndItsInput() {
        Task task = created("name\na\n");

        tasks.delete(ANN, ACME, task.id());

        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> tasks.get(ANN, ACME, task.id())).isInstanceOf(NotFoundException.class);
    }

    private void assertMalformed(String csv, String message) {
        assertMalformed(csv.getBytes(StandardCharsets.UTF_8), message);
    }

    private void assertMalformed(byte[] csv, String message) {
        assertThatThrownBy(() -> manager().create(ANN, ACME, WANTED, new ByteArrayInputStream(csv)))
                .isInstanceOfSatisfying(DomainException.class, e -> {
                    assertThat(e.errors().get(0).field()).isEqualTo("csv");
                    assertThat(e.errors().get(0).rule()).isEqualTo("format");
                })
                .hasMessageContaining(message);
    }
}
