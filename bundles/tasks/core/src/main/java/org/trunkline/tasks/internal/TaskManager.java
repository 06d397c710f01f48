package org.trunkline.tasks.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskFile;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.TaskService;
import org.trunkline.tasks.TaskStatus;
import org.trunkline.tasks.spi.TaskHandler;
import org.trunkline.tasks.spi.TaskStore;

/** Runs tasks on a few threads of its own. A task that a stop of the server interrupted says so. */
@Component(configurationPid = "org.trunkline.tasks")
@Designate(ocd = TaskManager.Config.class)
public final class TaskManager implements TaskService {

    @ObjectClassDefinition(name = "Trunkline tasks", description = "Long work over CSV files.")
    public @interface Config {
        @AttributeDefinition(description = "Where inputs lie; empty for the directory tasks of the data directory.")
        String directory() default "";

        @AttributeDefinition(description = "How many tasks run at a time.")
        int workers() default 2;

        @AttributeDefinition(description = "How many started tasks may wait for a worker.")
        int waiting_max() default 100;

        @AttributeDefinition(description = "The largest input, packed and unpacked, in bytes.")
        long input_bytes_max() default 1L << 30;

        @AttributeDefinition(description = "All inputs together, in bytes; beyond it no new ones are taken.")
        long inputs_bytes_max() default 8L << 30;
    }

    private static final Logger LOG = LoggerFactory.getLogger(TaskManager.class);
    private static final String TOPIC = "tasks";
    private static final int FILE_NAME_LENGTH_MAX = 255;
    private static final long CLOSE_WAIT_SECONDS = 10;

    private final TaskStore store;
    private final TaskHandlers handlers;
    private final Access access;
    private final Clock clock;
    private final TaskFiles files;
    private final ThreadPoolExecutor workers;
    private final String node;
    private final TaskBeats beats;
    private final Map<String, RunningTask> running = new ConcurrentHashMap<>();

    @Activate
    public TaskManager(
            @Reference TaskStore store,
            @Reference TaskHandlers handlers,
            @Reference Access access,
            @Reference Clock clock,
            BundleContext context,
            Config config) {
        this(store, handlers, access, clock, System::nanoTime, directory(context, config), config);
    }

    /** @param nanos a monotonic clock */
    TaskManager(
            TaskStore store,
            TaskHandlers handlers,
            Access access,
            Clock clock,
            LongSupplier nanos,
            Path directory,
            Config config) {
        this.store = store;
        this.handlers = handlers;
        this.access = access;
        this.clock = clock;
        files = new TaskFiles(directory, config.input_bytes_max(), config.inputs_bytes_max());
        workers = new ThreadPoolExecutor(
                config.workers(),
                config.workers(),
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(config.waiting_max()),
                work -> new Thread(work, "trunkline-task"));
        workers.allowCoreThreadTimeOut(true);
        node = NodeName.of(directory);
        beats = new TaskBeats(store, node, nanos, this::interrupted);
        beats.start();
    }

    private static Path directory(BundleContext context, Config config) {
        return config.directory().isBlank()
                ? Path.of(Optional.ofNullable(context.getProperty("karaf.data")).orElse("data"), "tasks")
                : Path.of(config.directory());
    }

    @Deactivate
    void close() {
        beats.close();
        running.values().forEach(RunningTask::stop);
        workers.shutdown();
        try {
            if (!workers.awaitTermination(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Tasks did not stop: running={}", running.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<TaskKind> kinds() {
        return handlers.kinds();
    }

    @Override
    public Task create(Caller caller, AccountId account, NewTask wanted, InputStream csv) {
        return kept(caller, account, wanted, id -> files.keep(id, csv));
    }

    @Override
    public Task create(Caller caller, AccountId account, NewTask wanted, JsonNode records) {
        if (!records.isArray()) {
            throw new InvalidException(List.of(
                    new FieldError("records", "type", "Value did not match type(s): array", "array", records, null)));
        }
        return kept(caller, account, wanted, id -> files.keep(id, records));
    }

    @Override
    public Task create(Caller caller, AccountId account, NewTask wanted) {
        return kept(caller, account, wanted, null);
    }

    /** @param keep keeps the input of the task with this id; null where there is none */
    private Task kept(Caller caller, AccountId account, NewTask wanted, Consumer<String> keep) {
        access.require(caller, account, Permission.TASK_RUN);
        TaskHandler handler = handlers.find(wanted.category(), wanted.action())
                .orElseThrow(() -> new NotFoundException(wanted.category() + "/" + wanted.action()));
        handler.check(caller, account, wanted);
        String id = Ids.random();
        boolean readsRows = handler.kind().readsRows();
        if (readsRows && keep == null) {
            throw CsvInput.malformed("The task works through a file, and none was sent");
        }
        if (readsRows) {
            keep.accept(id);
        }
        try {
            long rows = readsRows ? InputCheck.rows(files.open(id), handler.kind()) : 0;
            Task task = new Task(
                    id,
                    account,
                    caller.account(),
                    wanted.category(),
                    wanted.action(),
                    fileName(wanted.fileName()),
                    wanted.options(),
                    TaskStatus.PENDING,
                    now(),
                    Optional.empty(),
                    Optional.empty(),
                    rows,
                    0,
                    0,
                    List.of());
            store.insert(task, change(caller, task, "created"));
            return task;
        } catch (RuntimeException e) {
            files.delete(id);
            throw e;
        }
    }

    @Override
    public Page<Task> list(Caller caller, AccountId account, PageRequest page) {
        access.require(caller, account, Permission.TASK_RUN);
        return store.list(account, page).map(this::soFar);
    }

    @Override
    public Task get(Caller caller, AccountId account, String id) {
        access.require(caller, account, Permission.TASK_RUN);
        return soFar(stored(account, id));
    }

    @Override
    public Task start(Caller caller, AccountId account, String id) {
        access.require(caller, account, Permission.TASK_RUN);
        Task task = stored(account, id);
        if (task.status() != TaskStatus.PENDING) {
            throw alreadyStarted(id);
        }
        TaskHandler handler = handlers.find(task.category(), task.action())
                .orElseThrow(() -> new UnavailableException("no_handler", "the part that does this task is not there"));
        handler.check(caller, account, new NewTask(task.category(), task.action(), task.fileName(), task.options()));
        Task executing = task.executing(now());
        if (!store.start(executing, node, change(caller, executing, "started"))) {
            throw alreadyStarted(id);
        }
        RunningTask run = new RunningTask(executing, caller);
        running.put(id, run);
        try {
            workers.execute(() -> work(run, handler));
        } catch (RejectedExecutionException e) {
            running.remove(id);
            store.update(TaskStatus.EXECUTING, task, change(caller, task, "not started"));
            throw new DomainException(ErrorKind.TOO_MANY, "too_many_requests", "too many tasks wait for their turn");
        }
        return executing;
    }

    @Override
    public Task stop(Caller caller, AccountId account, String id) {
        access.require(caller, account, Permission.TASK_RUN);
        stored(account, id);
        RunningTask run = running.get(id);
        if (run == null) {
            throw new DomainException(ErrorKind.NOT_FOUND, "bad_identifier", "task is not running", List.of(), id);
        }
        run.stop();
        return run.taskSoFar();
    }

    @Override
    public Task delete(Caller caller, AccountId account, String id) {
        access.require(caller, account, Permission.TASK_RUN);
        Task task = stored(account, id);
        if (running.containsKey(id)) {
            throw new ConflictException("the task is running: stop it first");
        }
        store.delete(account, id, change(caller, task, "deleted"));
        files.delete(id);
        return task;
    }

    @Override
    public List<TaskFile> files(Caller caller, AccountId account, String id) {
        access.require(caller, account, Permission.TASK_RUN);
        return Stream.of(TaskFile.values()).filter(file -> files.has(id, file)).toList();
    }

    @Override
    public InputStream open(Caller caller, AccountId account, String id, TaskFile file) {
        access.require(caller, account, Permission.TASK_RUN);
        return files.read(stored(account, id).id(), file);
    }

    private void work(RunningTask run, TaskHandler handler) {
        TaskStatus status;
        try (TaskOutput output = files.output(run.task().id())) {
            run.writeTo(output);
            if (handler.kind().readsRows()) {
                try (CsvInput input = files.open(run.task().id())) {
                    run.read(input);
                    handler.run(run);
                }
            } else {
                handler.run(run);
            }
            status = status(run);
        } catch (DomainException e) {
            run.ended(e.getMessage());
            status = TaskStatus.FAILURE;
        } catch (Exception | Error e) {
            // the outermost frame of the worker: a task that broke must say so
            LOG.error("Task broke: task={} account={}", run.task().id(), run.account(), e);
            run.ended("The task broke; the log of the server says why");
            status = TaskStatus.INTERNAL_ERROR;
        }
        end(run, status);
    }

    /** A stop that came when everything was done already stopped nothing. */
    private static TaskStatus status(RunningTask run) {
        if (run.isStopped()
                && run.successCount() + run.failureCount() < run.taskSoFar().totalCount()) {
            return TaskStatus.STOPPED;
        }
        if (run.failureCount() == 0) {
            return TaskStatus.SUCCESS;
        }
        return run.successCount() == 0 ? TaskStatus.FAILURE : TaskStatus.PARTIAL;
    }

    private void end(RunningTask run, TaskStatus status) {
        Task ended = run.taskSoFar().ended(status, now(), run.successCount(), run.failureCount(), run.errors());
        try {
            files.delete(ended.id(), TaskFile.INPUT);
            store.update(TaskStatus.EXECUTING, ended, change(run.caller(), ended, "ended"));
        } catch (RuntimeException e) {
            LOG.error("Task ended unrecorded: task={} status={}", ended.id(), status.wireName(), e);
        } finally {
            running.remove(ended.id());
        }
        LOG.info(
                "Task ended: task={} account={} action={}/{} status={} succeeded={} failed={}",
                ended.id(),
                ended.account(),
                ended.category(),
                ended.action(),
                status.wireName(),
                ended.successCount(),
                ended.failureCount());
    }

    /** What a server that is gone left: nobody can say how far it came, so it does not go on by itself. */
    private void interrupted(Task task) {
        RunningTask run = new RunningTask(task, Caller.system(task.authAccount(), TOPIC));
        run.ended("The server stopped while the task ran; create the task again");
        end(run, TaskStatus.STOPPED);
    }

    private Task soFar(Task task) {
        RunningTask run = running.get(task.id());
        return run == null || task.status().hasEnded() ? task : run.taskSoFar();
    }

    private Task stored(AccountId account, String id) {
        return store.find(account, id).orElseThrow(() -> new NotFoundException(id));
    }

    private static DomainException alreadyStarted(String id) {
        return new DomainException(ErrorKind.NOT_FOUND, "bad_identifier", "task already started", List.of(), id);
    }

    private Change change(Caller caller, Task task, String action) {
        String detail = Json.write(Json.object()
                .put("category", task.category())
                .put("action", task.action())
                .put("status", task.status().wireName()));
        return new Change(TOPIC, task.id(), task.account(), action, caller, now(), detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String fileName(String name) {
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidException("file_name", "invalid", "Text must not contain control characters");
        }
        return name.length() <= FILE_NAME_LENGTH_MAX ? name : name.substring(0, FILE_NAME_LENGTH_MAX);
    }
}
