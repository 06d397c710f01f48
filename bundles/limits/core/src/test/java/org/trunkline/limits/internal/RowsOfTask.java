package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.tasks.spi.TaskRun;

/** Rows without quotes, read as the engine of tasks would. */
final class RowsOfTask implements TaskRun {
    private final Caller caller;
    private final Map<String, String> options;
    private final List<String[]> lines;
    private final List<String> columns;
    private final List<List<String>> written = new ArrayList<>();
    private int line = 1;
    private long failed;

    RowsOfTask(AccountId account, Map<String, String> options, String csv) {
        this.caller = Caller.system(account, "test");
        this.options = options;
        lines = csv.strip().lines().map(text -> text.split(",", -1)).toList();
        columns = List.of(lines.get(0));
    }

    /** Returns the rows that were written, without the names of the columns. */
    List<List<String>> written() {
        return written.subList(1, written.size());
    }

    long failed() {
        return failed;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public AccountId account() {
        return caller.account();
    }

    @Override
    public Map<String, String> options() {
        return options;
    }

    @Override
    public boolean next() {
        return line++ < lines.size();
    }

    @Override
    public boolean isStopped() {
        return false;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public int column(String name) {
        return columns.indexOf(name);
    }

    @Override
    public String cell(int column) {
        String[] cells = lines.get(line - 1);
        return column < 0 || column >= cells.length ? "" : cells[column];
    }

    @Override
    public void succeeded(long rows) {}

    @Override
    public void failed(long failedLine, String field, String value, String message) {
        failed++;
    }

    @Override
    public void failed(long rows) {
        failed += rows;
    }

    @Override
    public void expect(long rows) {}

    @Override
    public void write(List<String> cells) {
        written.add(List.copyOf(cells));
    }
}
