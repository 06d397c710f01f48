package org.trunkline.tasks.spi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskStatus;

/** Tasks in memory, for tests. */
public final class InMemoryTaskStore implements TaskStore {
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, String> nodes = new HashMap<>();
    private final Map<String, Long> beats = new HashMap<>();

    @Override
    public synchronized void insert(Task task, Change change) {
        if (tasks.putIfAbsent(task.id(), task) != null) {
            throw new ConflictException(task.id());
        }
    }

    @Override
    public synchronized Optional<Task> find(AccountId account, String id) {
        return Optional.ofNullable(tasks.get(id)).filter(task -> task.account().equals(account));
    }

    @Override
    public synchronized Page<Task> list(AccountId account, PageRequest page) {
        Comparator<Task> order = Comparator.comparing(InMemoryTaskStore::key);
        List<Task> rows = new ArrayList<>(tasks.values().stream()
                .filter(task -> task.account().equals(account))
                .sorted(page.ascending() ? order : order.reversed())
                .dropWhile(task -> page.startKey().isPresent()
                        && !key(task).equals(page.startKey().get()))
                .limit(page.size() + 1L)
                .toList());
        return rows.size() <= page.size()
                ? Page.last(rows)
                : new Page<>(rows.subList(0, page.size()), Optional.of(key(rows.get(page.size()))));
    }

    private static String key(Task task) {
        return task.created() + task.id();
    }

    @Override
    public synchronized boolean start(Task executing, String node, Change change) {
        boolean isStarted = update(TaskStatus.PENDING, executing, change);
        if (isStarted) {
            nodes.put(executing.id(), node);
        }
        return isStarted;
    }

    @Override
    public synchronized void beat(String node) {
        nodes.forEach((task, of) -> {
            if (of.equals(node)) {
                beats.merge(task, 1L, Long::sum);
            }
        });
    }

    @Override
    public synchronized List<Executed> executed(int sizeMax) {
        return tasks.values().stream()
                .filter(task -> task.status() == TaskStatus.EXECUTING)
                .limit(sizeMax)
                .map(task -> new Executed(
                        task, Optional.ofNullable(nodes.get(task.id())), beats.getOrDefault(task.id(), 0L)))
                .toList();
    }

    @Override
    public synchronized boolean update(TaskStatus expected, Task task, Change change) {
        Task stored = tasks.get(task.id());
        if (stored == null || stored.status() != expected) {
            return false;
        }
        tasks.put(task.id(), task);
        return true;
    }

    @Override
    public synchronized boolean delete(AccountId account, String id, Change change) {
        return find(account, id).isPresent() && tasks.remove(id) != null;
    }
}
