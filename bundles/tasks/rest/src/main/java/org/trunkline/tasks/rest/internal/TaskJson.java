package org.trunkline.tasks.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskFile;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.TaskStatus;

/** Tasks as the wire shows them (crossbar-api §9.4). */
final class TaskJson {
    private TaskJson() {}

    static ObjectNode of(Task task, List<TaskFile> files) {
        ObjectNode document = of(task);
        var names = document.withObject("/_read_only").putArray("csvs");
        files.forEach(file -> names.add(file.fileName()));
        return document;
    }

    static ObjectNode of(Task task) {
        ObjectNode document = Json.object().put("id", task.id());
        ObjectNode shown = document.putObject("_read_only");
        shown.put("id", task.id());
        shown.put("account_id", task.account().value());
        shown.put("auth_account_id", task.authAccount().value());
        shown.put("category", task.category());
        shown.put("action", task.action());
        shown.put("file_name", task.fileName());
        shown.put("created", GregorianTime.of(task.created()));
        task.started().ifPresent(at -> shown.put("start_timestamp", GregorianTime.of(at)));
        task.ended().ifPresent(at -> shown.put("end_timestamp", GregorianTime.of(at)));
        shown.put("status", task.status().wireName());
        shown.put("total_count", task.totalCount());
        shown.put("read_count", task.readCount());
        shown.put("success_count", task.successCount());
        shown.put("failure_count", task.failureCount());
        task.options().forEach(shown::put);
        if (task.status().hasEnded() && task.status() != TaskStatus.SUCCESS) {
            var errors = shown.putArray("errors");
            task.errors().forEach(error -> errors.addObject()
                    .put("line", error.line())
                    .put("field", error.field())
                    .put("value", error.value())
                    .put("message", error.message()));
        }
        return document;
    }

    /** What can be asked for: all of it, of one category, or one action. */
    static ObjectNode help(List<TaskKind> kinds) {
        ObjectNode help = Json.object();
        ObjectNode tasks = help.putObject("tasks");
        for (TaskKind kind : kinds) {
            ObjectNode category =
                    tasks.get(kind.category()) instanceof ObjectNode known ? known : tasks.putObject(kind.category());
            ObjectNode action = category.putObject(kind.action()).put("description", kind.description());
            if (kind.readsRows()) {
                action.put("expected_content", "text/csv");
            }
            kind.mandatory().forEach(action.putArray("mandatory")::add);
            kind.optional().forEach(action.putArray("optional")::add);
        }
        return help;
    }
}
