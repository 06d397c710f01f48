package org.trunkline.benchmarks;

import java.util.List;
import java.util.Map;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.tasks.spi.TaskRun;

/** An import of rows that are in memory already; the first thing wrong with them ends it. */
final class RowsRun implements TaskRun {
    private final Caller caller;
    private final AccountId account;
    private final Map<String, String> options;
    private final DeckRows rows;
    private int row = -1;
    private long succeeded;

    RowsRun(Caller caller, AccountId account, Map<String, String> options, DeckRows rows) {
        this.caller = caller;
        this.account = account;
        this.options = options;
        this.rows = rows;
    }

    long succeeded() {
        return succeeded;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public AccountId account() {
        return account;
    }

    @Override
    public Map<String, String> options() {
        return options;
    }

    @Override
    public boolean next() {
        return ++row < rows.cells().size();
    }

    @Override
    public boolean isStopped() {
        return false;
    }

    @Override
    public long line() {
        return row + 2L;
    }

    @Override
    public int column(String name) {
        return rows.columns().indexOf(name);
    }

    @Override
    public String cell(int column) {
        String[] cells = rows.cells().get(row);
        return column < 0 || column >= cells.length ? "" : cells[column];
    }

    @Override
    public void succeeded(long count) {
        succeeded += count;
    }

    @Override
    public void failed(long line, String field, String value, String message) {
        throw new IllegalArgumentException("line " + line + " of the deck, " + field + ": " + message);
    }

    @Override
    public void failed(long count) {
        throw new IllegalArgumentException(count + " rows of the deck were not imported");
    }

    @Override
    public void expect(long count) {
        // an import knows how many rows it has
    }

    @Override
    public void write(List<String> cells) {
        throw new IllegalStateException("an import writes nothing");
    }
}
