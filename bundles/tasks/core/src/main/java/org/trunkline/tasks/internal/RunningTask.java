package org.trunkline.tasks.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.tasks.RowError;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.spi.TaskRun;

/** A task from its start to its end: what became of its rows so far. One thread works, others look. */
final class RunningTask implements TaskRun {
    private static final int MESSAGE_LENGTH_MAX = 500;
    private static final long NO_LINE = -1;

    private final Task task;
    private final Caller caller;
    private final AtomicLong succeeded = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final List<RowError> errors = new ArrayList<>();
    private volatile boolean stopped;
    private CsvInput input;
    private long lineFailed = NO_LINE;

    RunningTask(Task task, Caller caller) {
        this.task = task;
        this.caller = caller;
    }

    /** @param rows closed by the caller */
    void read(CsvInput rows) {
        input = rows;
    }

    Task task() {
        return task;
    }

    Task taskSoFar() {
        return task.counted(succeeded.get(), failed.get());
    }

    void stop() {
        stopped = true;
    }

    long successCount() {
        return succeeded.get();
    }

    long failureCount() {
        return failed.get();
    }

    List<RowError> errors() {
        return errors;
    }

    /** Keeps why the whole task ended. */
    void ended(String why) {
        errors.add(0, new RowError(0, "", why));
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public AccountId account() {
        return task.account();
    }

    @Override
    public Map<String, String> options() {
        return task.options();
    }

    @Override
    public boolean next() {
        return !stopped && input.next();
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public long line() {
        return input.line();
    }

    @Override
    public int column(String name) {
        return input.column(name);
    }

    @Override
    public String cell(int column) {
        return input.cell(column);
    }

    @Override
    public void succeeded(long rows) {
        succeeded.addAndGet(rows);
    }

    @Override
    public void failed(long line, String field, String message) {
        // several cells of one row may be wrong
        if (line != lineFailed) {
            failed.incrementAndGet();
            lineFailed = line;
        }
        if (errors.size() < Task.ERRORS_MAX) {
            String kept = message.length() > MESSAGE_LENGTH_MAX ? message.substring(0, MESSAGE_LENGTH_MAX) : message;
            errors.add(new RowError(line, field, kept));
        }
    }

    @Override
    public void failed(long rows) {
        failed.addAndGet(rows);
    }
}
