package org.trunkline.tasks.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** A task over given rows without quotes, of cells between commas or tabs, read as the engine of tasks would. */
public final class GivenRun implements TaskRun {
    private final Caller caller;
    private final Map<String, String> options;
    private final List<String[]> lines;
    private final List<String> columns;
    private final List<String> errors = new ArrayList<>();
    private final List<List<String>> written = new ArrayList<>();
    private int line = 1;
    private long expected;
    private long succeeded;
    private long failed;

    public GivenRun(Caller caller, Map<String, String> options, String csv) {
        this.caller = caller;
        this.options = options;
        lines = csv.strip()
                .lines()
                .map(text -> text.split(text.contains("\t") ? "\t" : ",", -1))
                .toList();
        columns = lines.isEmpty() ? List.of() : List.of(lines.get(0));
    }

    /** Returns {@code line field message: value} of each row that failed. */
    public List<String> errors() {
        return errors;
    }

    /** Returns what was written, the names of the columns first. */
    public List<List<String>> written() {
        return written;
    }

    /** Returns the rows that were written, without the names of the columns. */
    public List<List<String>> rows() {
        return written.subList(1, written.size());
    }

    public long expected() {
        return expected;
    }

    public long succeeded() {
        return succeeded;
    }

    public long failed() {
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
    public void succeeded(long rows) {
        succeeded += rows;
    }

    @Override
    public void failed(long failedLine, String field, String value, String message) {
        errors.add(failedLine + " " + field + " " + message + ": " + value);
        failed++;
    }

    @Override
    public void failed(long rows) {
        failed += rows;
    }

    @Override
    public void expect(long rows) {
        expected = rows;
    }

    @Override
    public void write(List<String> cells) {
        written.add(List.copyOf(cells));
    }
}
