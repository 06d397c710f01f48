package org.trunkline.tasks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * Work over the rows of a file.
 *
 * @param account whose work it is
 * @param authAccount the account of who created it
 * @param options what its handler was asked for besides the rows, such as a deck
 * @param totalCount rows of the input, or of the output where there is no input
 * @param readCount how many of them were read so far, whatever became of them; {@code totalCount} at the end
 * @param errors the first {@value #ERRORS_MAX} rows that were not done, and why
 */
public record Task(
        String id,
        AccountId account,
        AccountId authAccount,
        String category,
        String action,
        String fileName,
        Map<String, String> options,
        TaskStatus status,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        long totalCount,
        long readCount,
        long successCount,
        long failureCount,
        List<RowError> errors) {
    public static final int ERRORS_MAX = 1_000;

    public Task {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(authAccount, "authAccount");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(fileName, "fileName");
        options = Map.copyOf(options);
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(ended, "ended");
        errors = List.copyOf(errors);
    }

    /** A task whose rows were all read, or none. */
    public Task(
            String id,
            AccountId account,
            AccountId authAccount,
            String category,
            String action,
            String fileName,
            Map<String, String> options,
            TaskStatus status,
            Instant created,
            Optional<Instant> started,
            Optional<Instant> ended,
            long totalCount,
            long successCount,
            long failureCount,
            List<RowError> errors) {
        this(
                id,
                account,
                authAccount,
                category,
                action,
                fileName,
                options,
                status,
                created,
                started,
                ended,
                totalCount,
                status.hasEnded() ? totalCount : 0,
                successCount,
                failureCount,
                errors);
    }

    public Task executing(Instant at) {
        return with(TaskStatus.EXECUTING, Optional.of(at), Optional.empty(), 0, 0, List.of());
    }

    /** Returns the task as it stands while it runs. */
    public Task counted(long total, long read, long success, long failure) {
        return new Task(
                id,
                account,
                authAccount,
                category,
                action,
                fileName,
                options,
                status,
                created,
                started,
                ended,
                total,
                read,
                success,
                failure,
                errors);
    }

    public Task ended(TaskStatus how, Instant at, long success, long failure, List<RowError> why) {
        return with(how, started, Optional.of(at), success, failure, why);
    }

    private Task with(
            TaskStatus newStatus,
            Optional<Instant> newStarted,
            Optional<Instant> newEnded,
            long success,
            long failure,
            List<RowError> newErrors) {
        return new Task(
                id,
                account,
                authAccount,
                category,
                action,
                fileName,
                options,
                newStatus,
                created,
                newStarted,
                newEnded,
                totalCount,
                success,
                failure,
                newErrors);
    }
}
