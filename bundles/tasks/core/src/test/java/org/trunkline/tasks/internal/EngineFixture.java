package org.trunkline.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskFile;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.spi.InMemoryTaskStore;
import org.trunkline.tasks.spi.TaskHandler;
import org.trunkline.tasks.spi.TaskRun;

/** The engine over stores in memory and a directory of its own, and one kind of work that tests say. */
abstract class EngineFixture {
    static final AccountId ACME = new AccountId("a".repeat(32));
    static final Caller ANN = Caller.user(ACME, UserId.random(), Role.ADMIN, "ann");
    static final NewTask WANTED = new NewTask("things", "count", "things.csv", Map.of("colour", "red"));
    static final int INPUT_BYTES_MAX = 100_000;

    @TempDir
    Path directory;

    final InMemoryTaskStore store = new InMemoryTaskStore();
    final List<String> rows = new ArrayList<>();
    final CountDownLatch released = new CountDownLatch(1);
    final CountDownLatch running = new CountDownLatch(1);
    Consumer<TaskRun> work = this::readAll;
    boolean reads = true;
    TaskManager tasks;

    @AfterEach
    void close() {
        released.countDown();
        if (tasks != null) {
            tasks.close();
        }
    }

    void readAll(TaskRun run) {
        int name = run.column("name");
        int size = run.column("size");
        while (run.next()) {
            rows.add(run.line() + ":" + run.cell(name) + "=" + run.cell(size) + " "
                    + run.options().get("colour"));
            run.succeeded(1);
        }
    }

    void block(TaskRun run) {
        running.countDown();
        try {
            assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Task created(String csv) {
        return manager().create(ANN, ACME, WANTED, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }

    /** Starts the task and waits for its end. */
    Task ended(Task task) {
        tasks.start(ANN, ACME, task.id());
        Task now = tasks.get(ANN, ACME, task.id());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!now.status().hasEnded() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            now = tasks.get(ANN, ACME, task.id());
        }
        return now;
    }

    TaskManager manager() {
        if (tasks == null) {
            Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
            tasks = manager(clock, directory);
        }
        return tasks;
    }

    /** Returns the engine of a node whose files lie there. */
    TaskManager manager(Clock clock, Path files) {
        return new TaskManager(
                store,
                new TaskHandlers(List.of(new Counter())),
                new Everything(),
                clock,
                System::nanoTime,
                files,
                new Small());
    }

    String text(Task task, TaskFile file) {
        try (InputStream content = tasks.open(ANN, ACME, task.id(), file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> files() {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(file -> file.toString().endsWith(".csv")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Counter implements TaskHandler {
        @Override
        public TaskKind kind() {
            return new TaskKind(
                    "things", "count", "Counts", List.of("name"), List.of("size"), List.of("colour"), reads);
        }

        @Override
        public void check(Caller caller, AccountId account, NewTask wanted) {
            // everybody may count
        }

        @Override
        public void run(TaskRun run) {
            work.accept(run);
        }
    }

    /** Everybody may do everything. */
    private static final class Everything implements Access {
        @Override
        public AccountNode require(Caller caller, AccountId account, Permission permission) {
            return null;
        }

        @Override
        public boolean allows(Caller caller, AccountId account, Permission permission) {
            return true;
        }
    }

    // Warned of because a class implements an annotation; the type of a configuration is one, and it has few values.
    @SuppressWarnings("all")
    private static final class Small implements TaskManager.Config {
        @Override
        public String directory() {
            return "";
        }

        @Override
        public int workers() {
            return 2;
        }

        @Override
        public int waiting_max() {
            return 10;
        }

        @Override
        public long input_bytes_max() {
            return INPUT_BYTES_MAX;
        }

        @Override
        public long inputs_bytes_max() {
            return 10L * INPUT_BYTES_MAX;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return TaskManager.Config.class;
        }
    }
}
