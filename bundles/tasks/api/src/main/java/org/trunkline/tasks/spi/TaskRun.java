package org.trunkline.tasks.spi;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** A task while it runs: its input, row by row, and where its handler reports what became of the rows. */
@ProviderType
public interface TaskRun {

    /** Who started it. */
    Caller caller();

    AccountId account();

    Map<String, String> options();

    /** Goes to the next row; false after the last one, and as soon as the task is to stop. */
    boolean next();

    /** Returns whether the task was told to stop, so that work that was only collected must not be done. */
    boolean isStopped();

    /** Returns the line on which the current row begins; the header is line 1. */
    long line();

    /** Returns the place of a column in {@link #cell}; negative when the input does not have it. */
    int column(String name);

    /** Returns a cell of the current row without surrounding blanks; empty for a column that is not there. */
    String cell(int column);

    /** Counts rows that were done. */
    void succeeded(long rows);

    /**
     * Counts a row that was not done, and keeps why.
     *
     * @param value what stands in the field
     * @param message what is wrong, and what would be right
     */
    void failed(long line, String field, String value, String message);

    /** Counts a row that was not done, and keeps why. */
    default void failed(long line, String field, String message) {
        failed(line, field, "", message);
    }

    /** Counts rows that were not done although nothing is wrong with them, because others were refused. */
    void failed(long rows);

    /** Says how many rows will be written, of work that reads none. */
    void expect(long rows);

    /**
     * Writes a row of the output; the first one names its columns. Work that does so before the first row fails writes what
     * became of rows itself; otherwise the output is a report of those that failed.
     */
    void write(List<String> cells);
}
