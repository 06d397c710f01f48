package org.trunkline.tasks.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskFile;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.TaskService;

/** Reads what a client asks for: what work, and over which rows. */
final class TaskRequests {
    private static final Set<String> FILE_TYPES = Set.of(
            "text/csv",
            "text/comma-separated-values",
            "text/plain",
            "application/csv",
            "application/gzip",
            "application/x-gzip",
            "application/octet-stream");
    private static final Set<String> JSON_TYPES = Set.of("", "application/json", "application/x-json", "text/json");
    private static final String FILE_NAME_DEFAULT = "";

    private TaskRequests() {}

    static Task create(TaskService tasks, RestRequest request, AccountId account) {
        NewTask wanted = wanted(tasks, request);
        if (!readsRows(tasks, wanted)) {
            return tasks.create(request.caller(), account, wanted);
        }
        if (FILE_TYPES.contains(request.contentType())) {
            return tasks.create(request.caller(), account, wanted, request.body());
        }
        if (!JSON_TYPES.contains(request.contentType())) {
            throw new InvalidException("csv", "format", "The body must be text/csv, gzipped or not, or JSON");
        }
        JsonNode records = request.anyData().path("records");
        if (records.isMissingNode()) {
            throw new InvalidException(List.of(FieldError.required("records")));
        }
        return tasks.create(request.caller(), account, wanted, records);
    }

    private static NewTask wanted(TaskService tasks, RestRequest request) {
        String category = request.value("category").orElseThrow(() -> missing("category"));
        String action = request.value("action").orElseThrow(() -> missing("action"));
        Map<String, String> options = new HashMap<>();
        for (TaskKind kind : tasks.kinds()) {
            if (kind.category().equals(category) && kind.action().equals(action)) {
                kind.options().forEach(name -> request.value(name).ifPresent(value -> options.put(name, value)));
            }
        }
        return new NewTask(category, action, request.value("file_name").orElse(FILE_NAME_DEFAULT), options);
    }

    private static boolean readsRows(TaskService tasks, NewTask wanted) {
        return tasks.kinds().stream()
                .filter(kind -> kind.category().equals(wanted.category()))
                .filter(kind -> kind.action().equals(wanted.action()))
                .allMatch(TaskKind::readsRows);
    }

    /** The task, or the one of its files that {@code csv_name} asks for. */
    static Answer get(TaskService tasks, RestRequest request, AccountId account, String id) {
        Optional<String> name = request.value("csv_name");
        if (name.isEmpty()) {
            Task task = tasks.get(request.caller(), account, id);
            return Answer.ok(TaskJson.of(task, tasks.files(request.caller(), account, id)));
        }
        TaskFile file = TaskFile.named(name.get()).orElseThrow(() -> new NotFoundException(name.get()));
        return file(tasks, request, account, id, file);
    }

    static Answer file(TaskService tasks, RestRequest request, AccountId account, String id, TaskFile file) {
        return Answer.file("text/csv", id + "-" + file.fileName(), tasks.open(request.caller(), account, id, file));
    }

    private static DomainException missing(String name) {
        return new InvalidException(List.of(FieldError.required(name)));
    }

    static List<TaskKind> kinds(TaskService tasks, RestRequest request) {
        return tasks.kinds().stream()
                .filter(kind -> request.value("category")
                        .filter(name -> !name.equals(kind.category()))
                        .isEmpty())
                .filter(kind -> request.value("action")
                        .filter(name -> !name.equals(kind.action()))
                        .isEmpty())
                .toList();
    }
}
