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
    private static final int TEXT_LENGTH_MAX = 500;
    private static final long NO_LINE = -1;

    private final Task task;
    private final Caller caller;
    private final AtomicLong total;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong succeeded = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final List<RowError> errors = new ArrayList<>();
    private volatile boolean stopped;
    private CsvInput input;
    private TaskOutput output;
    /** Whether the output is the report of rows that failed. */
    private boolean isReport;

    private long lineFailed = NO_LINE;

    RunningTask(Task task, Caller caller) {
        this.task = task;
        this.caller = caller;
        total = new AtomicLong(task.totalCount());
    }

    /** @param rows closed by the caller */
    void read(CsvInput rows) {
        input = rows;
    }

    /** @param rows closed by the caller */
    void writeTo(TaskOutput rows) {
        output = rows;
    }

    Task task() {
        return task;
    }

    Task taskSoFar() {
        return task.counted(total.get(), read.get(), succeeded.get(), failed.get());
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
        if (stopped || !input.next()) {
            return false;
        }
        read.incrementAndGet();
        return true;
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
    public void failed(long line, String field, String value, String message) {
        // several cells of one row may be wrong
        if (line != lineFailed) {
            failed.incrementAndGet();
            lineFailed = line;
        }
        RowError error = new RowError(line, field, cut(value), cut(message));
        if (errors.size() < Task.ERRORS_MAX) {
            errors.add(error);
        }
        report(error);
    }

    /** The first errors are kept with the task, all of them in its output. */
    private void report(RowError error) {
        if (output.isEmpty()) {
            isReport = true;
            output.write(List.of("line", "field", "value", "message"));
        }
        if (isReport) {
            output.write(List.of(Long.toString(error.line()), error.field(), error.value(), error.message()));
        }
    }

    private static String cut(String text) {
        return text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) : text;
    }

    @Override
    public void expect(long rows) {
        total.set(rows);
    }

    @Override
    public void write(List<String> cells) {
        if (!output.write(cells)) {
            throw BoundedInputStream.tooLarge(output.bytesMax());
        }
    }

    @Override
    public void failed(long rows) {
        failed.addAndGet(rows);
    }
}
