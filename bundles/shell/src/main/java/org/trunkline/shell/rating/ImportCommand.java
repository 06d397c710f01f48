package org.trunkline.shell.rating;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.InvalidException;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.RowError;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskService;
import org.trunkline.tasks.TaskStatus;

/** Imports a file of rates as a task, and shows how far it is. */
@Service
@Command(scope = "rate", name = "import", description = "Imports a CSV file of rates, plain or gzipped")
public final class ImportCommand implements Action {
    private static final long LOOK_MILLIS = 200;
    private static final int ERRORS_SHOWN = 20;

    @Argument(name = "file", description = "A file on the server", required = true)
    @Completion(FileCompleter.class)
    private String file;

    @Option(name = "-a", aliases = "--account", description = "Whose deck: id, realm or name; root's if left out")
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = "-d", aliases = "--deck", description = "For rows that name none; ratedeck if left out")
    private String deck;

    @Option(
            name = "-e",
            aliases = "--effective-from",
            description = "2026-12-01, or a time with offset; now if left out")
    private String effective;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private TaskService tasks;

    @Reference
    private AccountTree tree;

    @Reference
    private Session session;

    @Override
    public Object execute() throws IOException {
        Accounts accounts = new Accounts(tree);
        AccountNode owner = account == null ? accounts.root() : accounts.find(account);
        Task started = started(accounts.caller(), owner);
        Task ended = watched(accounts.caller(), started);
        if (json) {
            View.json(Json.object()
                    .put("id", ended.id())
                    .put("status", ended.status().wireName())
                    .put("success_count", ended.successCount())
                    .put("failure_count", ended.failureCount()));
        } else {
            report(ended);
        }
        if (ended.status().hasEnded() && ended.status() != TaskStatus.SUCCESS) {
            throw new IllegalStateException(
                    "The import ended with " + ended.status().wireName() + ": task " + ended.id());
        }
        return null;
    }

    private Task started(Caller caller, AccountNode owner) throws IOException {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("There is no file " + file + " on the server");
        }
        Map<String, String> options = new HashMap<>();
        put(options, "ratedeck_id", deck);
        put(options, "effective_from", effective);
        NewTask wanted = new NewTask("rates", "import", path.getFileName().toString(), options);
        try (InputStream rows = Files.newInputStream(path)) {
            Task created = tasks.create(caller, owner.id(), wanted, rows);
            return tasks.start(caller, owner.id(), created.id());
        } catch (InvalidException e) {
            throw new IllegalArgumentException(
                    e.errors().isEmpty() ? e.getMessage() : e.errors().get(0).message(), e);
        }
    }

    private static void put(Map<String, String> options, String name, String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    /** Who stops to look, by Ctrl-C, does not stop the task. */
    private Task watched(Caller caller, Task started) {
        Progress progress = new Progress(System.out, session.getTerminal() != null);
        Task now = started;
        while (!now.status().hasEnded() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            now = tasks.get(caller, started.account(), started.id());
            if (!json) {
                progress.show(now);
            }
        }
        if (!json) {
            progress.end();
        }
        return now;
    }

    private static void report(Task task) {
        if (!task.status().hasEnded()) {
            System.out.println("The import goes on as task " + task.id());
            return;
        }
        System.out.println(task.successCount() + " rates imported, " + task.failureCount() + " rows not");
        List<RowError> errors = task.errors();
        errors.stream().limit(ERRORS_SHOWN).forEach(ImportCommand::show);
        if (errors.size() > ERRORS_SHOWN) {
            System.out.println("... and more: task " + task.id() + " has a report of all of them");
        }
    }

    private static void show(RowError error) {
        String line = "line " + error.line() + ", " + error.field() + " " + error.value() + ": " + error.message();
        System.out.println(View.text(Json.nodes().textNode(line)));
    }
}
