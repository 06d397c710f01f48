package org.trunkline.accounts.internal;

import java.util.List;
import java.util.function.UnaryOperator;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.tasks.spi.TaskRun;

/** Why one row of a task was not done, in the words of its columns. */
final class RowFailure {
    /** What another row may do better; anything else is wrong with the server, and with all rows. */
    private static final List<ErrorKind> OF_ONE_ROW = List.of(
            ErrorKind.INVALID,
            ErrorKind.FORBIDDEN,
            ErrorKind.NOT_FOUND,
            ErrorKind.CONFLICT,
            ErrorKind.REFUSED,
            ErrorKind.TOO_MANY);

    private final List<FieldError> errors;
    private final UnaryOperator<String> column;

    /**
     * @param column the column of a field
     * @param whole the column that is named for what is about no field
     */
    RowFailure(DomainException cause, UnaryOperator<String> column, String whole) {
        this.column = column;
        errors = cause.errors().isEmpty()
                ? List.of(FieldError.of(whole, cause.code(), cause.getMessage()))
                : cause.errors();
    }

    static boolean isOfOneRow(DomainException failure) {
        return OF_ONE_ROW.contains(failure.kind());
    }

    /** Returns the first column that is wrong. */
    String column() {
        return column.apply(errors.get(0).field());
    }

    /** Returns all that is wrong. */
    String messages() {
        return String.join(
                "; ",
                errors.stream()
                        .map(error -> column.apply(error.field()) + ": " + error.message())
                        .toList());
    }

    /** Counts the current row as one that was not done. */
    void count(TaskRun run) {
        FieldError first = errors.get(0);
        String value = first.value() == null ? "" : first.value().toString();
        run.failed(run.line(), column(), value, first.message());
    }
}
