package org.trunkline.shell.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.shell.console.Commands;
import org.trunkline.shell.limits.OneRoot;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.RowError;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskFile;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.TaskService;
import org.trunkline.tasks.TaskStatus;

/** {@code rate:import} at a console that is no terminal, over tasks that a test says. */
class ImportCommandTest {
    private static final AccountId ROOT = new AccountId("0".repeat(32));

    @TempDir
    Path directory;

    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final SessionFactoryImpl sessions = new SessionFactoryImpl(streams);
    private final ToldTasks tasks = new ToldTasks();
    private Commands commands;

    @BeforeEach
    void start() {
        streams.start();
        sessions.getRegistry().register(new ManagerImpl(sessions.getRegistry(), sessions.getRegistry()));
        commands = new Commands(sessions)
                .using(TaskService.class, tasks)
                .using(AccountTree.class, new OneRoot())
                .add(ImportCommand.class);
    }

    @AfterEach
    void stop() {
        commands.close();
        sessions.stop();
        streams.stop();
    }

    @Test
    void importsAFileAndShowsHowFarItIs() throws Exception {
        Path file = Files.writeString(directory.resolve("rates.csv"), "prefix,rate_cost\n44,1\n45,1\n");
        tasks.looks.add(tasks.running(1));
        tasks.looks.add(tasks.ended(TaskStatus.SUCCESS, 2, List.of()));

        String shown = run("rate:import -d gold -e 2026-12-01 " + file);

        assertThat(tasks.received).isEqualTo("prefix,rate_cost\n44,1\n45,1\n");
        assertThat(tasks.wanted.fileName()).isEqualTo("rates.csv");
        assertThat(tasks.wanted.options())
                .containsEntry("ratedeck_id", "gold")
                .containsEntry("effective_from", "2026-12-01");
        assertThat(shown.lines())
                .containsExactly(
                        "50 %  1 of 2 rows, reading", "100 %  2 of 2 rows, done", "2 rates imported, 0 rows not");
    }

    @Test
    void namesWhatIsWrongAndFails() throws Exception {
        Path file = Files.writeString(directory.resolve("rates.csv"), "prefix,rate_cost\n+44,1\n45,1\n");
        tasks.looks.add(tasks.ended(
                TaskStatus.FAILURE, 0, List.of(new RowError(2, "prefix", "+44\u001b[2J", "A prefix is digits"))));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> run("rate:import " + file, out)).hasMessageContaining("failure");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("0 rates imported, 2 rows not")
                .contains("line 2, prefix +44?[2J: A prefix is digits");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> run("rate:import " + directory.resolve("nothing.csv")))
                .hasMessageContaining("There is no file");
    }

    private String run(String line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(line, out);
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private void run(String line, ByteArrayOutputStream out) throws Exception {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Session session = sessions.create(new ByteArrayInputStream(new byte[0]), stream, stream);
        try {
            session.execute(line);
        } finally {
            session.close();
        }
    }

    /** One task, and how it stands each time that somebody looks. */
    private static final class ToldTasks implements TaskService {
        private final Deque<Task> looks = new ArrayDeque<>();
        private NewTask wanted = new NewTask("rates", "import", "", Map.of());
        private String received = "";

        Task running(long read) {
            return task(TaskStatus.PENDING).executing(Instant.EPOCH).counted(2, read, 0, 0);
        }

        Task ended(TaskStatus status, long succeeded, List<RowError> errors) {
            return running(2).ended(status, Instant.EPOCH, succeeded, 2 - succeeded, errors);
        }

        private Task task(TaskStatus status) {
            return new Task(
                    "1".repeat(32),
                    ROOT,
                    ROOT,
                    "rates",
                    "import",
                    "rates.csv",
                    wanted.options(),
                    status,
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty(),
                    2,
                    0,
                    0,
                    List.of());
        }

        @Override
        public Task create(Caller caller, AccountId account, NewTask asked, InputStream csv) {
            wanted = asked;
            try {
                received = new String(csv.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return task(TaskStatus.PENDING);
        }

        @Override
        public Task start(Caller caller, AccountId account, String id) {
            return running(0);
        }

        @Override
        public Task get(Caller caller, AccountId account, String id) {
            return looks.remove();
        }

        @Override
        public List<TaskKind> kinds() {
            return List.of();
        }

        @Override
        public Task create(Caller caller, AccountId account, NewTask asked, JsonNode records) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Task create(Caller caller, AccountId account, NewTask asked) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<TaskFile> files(Caller caller, AccountId account, String id) {
            return List.of();
        }

        @Override
        public InputStream open(Caller caller, AccountId account, String id, TaskFile file) {
            return InputStream.nullInputStream();
        }

        @Override
        public Page<Task> list(Caller caller, AccountId account, PageRequest page) {
            return Page.last(List.of());
        }

        @Override
        public Task stop(Caller caller, AccountId account, String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Task delete(Caller caller, AccountId account, String id) {
            throw new UnsupportedOperationException();
        }
    }
}
