package org.trunkline.benchmarks;

import java.util.List;
import java.util.Map;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.tasks.spi.TaskRun;

/** A task over one row, whose output nobody reads. */
final class OneRow implements TaskRun {
    private final AccountId account;
    private final List<String> columns;
    private final List<String> cells;
    private boolean read;

    OneRow(AccountId account, List<String> columns, List<String> cells) {
        this.account = account;
        this.columns = columns;
        this.cells = cells;
    }

    @Override
    public Caller caller() {
        return Caller.system(account, "benchmark");
    }

    @Override
    public AccountId account() {
        return account;
    }

    @Override
    public Map<String, String> options() {
        return Map.of();
    }

    @Override
    public boolean next() {
        boolean there = !read;
        read = true;
        return there;
    }

    @Override
    public boolean isStopped() {
        return false;
    }

    @Override
    public long line() {
        return 2;
    }

    @Override
    public int column(String name) {
        return columns.indexOf(name);
    }

    @Override
    public String cell(int column) {
        return column < 0 ? "" : cells.get(column);
    }

    @Override
    public void succeeded(long rows) {
        // nobody counts
    }

    @Override
    public void failed(long line, String field, String value, String message) {
        throw new IllegalStateException(message);
    }

    @Override
    public void failed(long rows) {
        throw new IllegalStateException("a row failed");
    }

    @Override
    public void expect(long rows) {
        // nobody waits
    }

    @Override
    public void write(List<String> row) {
        // nobody reads
    }
}
