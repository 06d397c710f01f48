package org.trunkline.tasks.jpa.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.tasks.RowError;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskStatus;
import org.trunkline.tasks.spi.TaskStore;

/** One row of {@code task}. Never leaves this package. */
@Entity
@Table(name = "task")
public class TaskEntity {
    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "account_id", nullable = false, updatable = false)
    private String account;

    @Column(name = "auth_account_id", nullable = false, updatable = false)
    private String authAccount;

    @Column(name = "category", nullable = false, updatable = false)
    private String category;

    @Column(name = "action", nullable = false, updatable = false)
    private String action;

    @Column(name = "file_name", nullable = false, updatable = false)
    private String fileName;

    @Column(name = "status", nullable = false)
    private String status;

    @Column(name = "created_at_micros", nullable = false, updatable = false)
    private long createdAtMicros;

    @Column(name = "started_at_micros")
    private Long startedAtMicros;

    @Column(name = "ended_at_micros")
    private Long endedAtMicros;

    @Column(name = "total_count", nullable = false)
    private long totalCount;

    @Column(name = "success_count", nullable = false)
    private long successCount;

    @Column(name = "failure_count", nullable = false)
    private long failureCount;

    @Column(name = "options", nullable = false, updatable = false)
    private String options;

    @Column(name = "errors", nullable = false)
    private String errors;

    @Column(name = "node", length = 32)
    private String node;

    @Column(name = "beat", nullable = false)
    private long beat;

    protected TaskEntity() {}

    TaskEntity(Task task) {
        id = task.id();
        account = task.account().value();
        authAccount = task.authAccount().value();
        category = task.category();
        action = task.action();
        fileName = task.fileName();
        createdAtMicros = micros(task.created());
        ObjectNode names = Json.object();
        task.options().forEach(names::put);
        options = Json.write(names);
        change(task);
    }

    final void change(Task task) {
        status = task.status().name();
        startedAtMicros = task.started().map(TaskEntity::micros).orElse(null);
        endedAtMicros = task.ended().map(TaskEntity::micros).orElse(null);
        totalCount = task.totalCount();
        successCount = task.successCount();
        failureCount = task.failureCount();
        ArrayNode rows = Json.nodes().arrayNode();
        task.errors().forEach(error -> rows.addObject()
                .put("line", error.line())
                .put("field", error.field())
                .put("value", error.value())
                .put("message", error.message()));
        errors = Json.write(rows);
    }

    void startedOn(String executingNode) {
        node = executingNode;
    }

    TaskStore.Executed toExecuted() {
        return new TaskStore.Executed(toTask(), Optional.ofNullable(node), beat);
    }

    boolean isOf(AccountId owner) {
        return account.equals(owner.value());
    }

    boolean stands(TaskStatus expected) {
        return status.equals(expected.name());
    }

    long createdAtMicros() {
        return createdAtMicros;
    }

    String id() {
        return id;
    }

    Task toTask() {
        Map<String, String> asked = new HashMap<>();
        Json.parseObject(options)
                .properties()
                .forEach(option -> asked.put(option.getKey(), option.getValue().asText()));
        List<RowError> rows = new ArrayList<>();
        for (JsonNode row : Json.parse(errors)) {
            rows.add(new RowError(
                    row.path("line").asLong(),
                    row.path("field").asText(),
                    row.path("value").asText(),
                    row.path("message").asText()));
        }
        return new Task(
                id,
                new AccountId(account),
                new AccountId(authAccount),
                category,
                action,
                fileName,
                asked,
                TaskStatus.valueOf(status),
                instant(createdAtMicros),
                Optional.ofNullable(startedAtMicros).map(TaskEntity::instant),
                Optional.ofNullable(endedAtMicros).map(TaskEntity::instant),
                totalCount,
                successCount,
                failureCount,
                rows);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
