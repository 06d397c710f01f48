package org.trunkline.tasks.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskStatus;

/** Keeps tasks; their input is kept elsewhere. */
@ConsumerType
public interface TaskStore {

    void insert(Task task, Change change);

    Optional<Task> find(AccountId account, String id);

    /** Returns a page of the account's tasks by the time of their creation; page keys are the store's own. */
    Page<Task> list(AccountId account, PageRequest page);

    /**
     * Stores a pending task as one that the node executes.
     *
     * @return whether it did; false when the task is not pending any more, or is gone
     */
    boolean start(Task executing, String node, Change change);

    /** Says that all tasks that the node executes go on. */
    void beat(String node);

    /** Returns at most so many tasks that are executed, the oldest first. */
    List<Executed> executed(int sizeMax);

    /**
     * A task that is executed.
     *
     * @param node empty where it was not known at the start
     * @param beat grows with every {@link #beat} of the node
     */
    record Executed(Task task, Optional<String> node, long beat) {}

    /**
     * Stores the task in place of the one that stood like this.
     *
     * @return whether it did; false when the stored task stands otherwise by now, or is gone
     */
    boolean update(TaskStatus expected, Task task, Change change);

    /** @return whether there was one */
    boolean delete(AccountId account, String id, Change change);
}
