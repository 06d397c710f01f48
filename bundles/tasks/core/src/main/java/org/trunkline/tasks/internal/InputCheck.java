package org.trunkline.tasks.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.tasks.TaskKind;

/** Reads a whole input once, so that one that is no CSV is refused when it comes and not when its task runs. */
final class InputCheck {
    private InputCheck() {}

    /**
     * Returns how many rows there are.
     *
     * @param input is closed
     * @throws DomainException INVALID if it is no CSV, or its columns are not those of the kind
     */
    static long rows(CsvInput input, TaskKind kind) {
        try (input) {
            checkColumns(kind, input.columns());
            long rows = 0;
            while (input.next()) {
                rows++;
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("The input of a task could not be closed", e);
        }
    }

    private static void checkColumns(TaskKind kind, List<String> columns) {
        List<String> missing = kind.mandatory().stream()
                .filter(name -> !columns.contains(name))
                .toList();
        List<String> unknown = columns.stream()
                .filter(name ->
                        !kind.mandatory().contains(name) && !kind.optional().contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw badRequest("missing_mandatory", "Columns are missing: " + String.join(", ", missing), missing);
        }
        if (!unknown.isEmpty()) {
            throw badRequest("misspelled", "Columns are not known: " + String.join(", ", unknown), unknown);
        }
    }

    private static DomainException badRequest(String rule, String message, List<String> columns) {
        FieldError error = new FieldError("csv", rule, message, columns, null, null);
        return new DomainException(ErrorKind.INVALID, "bad request", message, List.of(error), null);
    }
}
