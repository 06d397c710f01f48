package org.trunkline.tasks.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.TaskKind;

/** Does one kind of task. The domain that has the work publishes it as a service. */
@ConsumerType
public interface TaskHandler {

    TaskKind kind();

    /**
     * Passes when the caller may have this work done for the account and the options make sense; asked when the task is
     * created and when it is started.
     *
     * @throws org.trunkline.kernel.DomainException otherwise
     */
    void check(Caller caller, AccountId account, NewTask wanted);

    /** Works through the rows. What it throws fails the task as a whole. */
    void run(TaskRun run);
}
