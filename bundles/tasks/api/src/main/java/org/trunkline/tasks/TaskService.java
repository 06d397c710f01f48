package org.trunkline.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Long work over CSV files: created with its input, then started, watched, stopped (crossbar-api §9.4). */
@ProviderType
public interface TaskService {

    /** Returns what can be asked for, in order; it is no secret. */
    List<TaskKind> kinds();

    /**
     * Creates a task over a CSV file with a header, plain or gzipped. Nothing is kept of a file that is refused.
     *
     * @throws org.trunkline.kernel.NotFoundException if there is no such category or action
     * @throws org.trunkline.kernel.InvalidException if the file is no CSV
     * @throws org.trunkline.kernel.DomainException INVALID if columns are missing, TOO_LARGE beyond the bound
     */
    Task create(Caller caller, AccountId account, NewTask wanted, InputStream csv);

    /** Creates a task over a list of objects; their keys are the columns. */
    Task create(Caller caller, AccountId account, NewTask wanted, JsonNode records);

    /**
     * Creates a task of a kind that reads no rows.
     *
     * @throws org.trunkline.kernel.InvalidException if the kind reads rows
     */
    Task create(Caller caller, AccountId account, NewTask wanted);

    /** Returns the files that the task has on this node. */
    List<TaskFile> files(Caller caller, AccountId account, String id);

    /**
     * Opens a file of the task; the caller closes it. Outputs are kept until the task is deleted, or until newer files need
     * the room.
     *
     * @throws org.trunkline.kernel.NotFoundException if it has none, or it lies on another node
     */
    InputStream open(Caller caller, AccountId account, String id, TaskFile file);

    Page<Task> list(Caller caller, AccountId account, PageRequest page);

    /** Returns the task as it stands now, rows done so far included. */
    Task get(Caller caller, AccountId account, String id);

    /**
     * Starts a task that is pending; returns before it has ended.
     *
     * @throws org.trunkline.kernel.DomainException NOT_FOUND if it has been started before, as the wire says
     */
    Task start(Caller caller, AccountId account, String id);

    /**
     * Asks a task to stop; what it has done stays done.
     *
     * @throws org.trunkline.kernel.DomainException NOT_FOUND if it does not run, as the wire says
     */
    Task stop(Caller caller, AccountId account, String id);

    /** Deletes a task and its input, unless it runs. Returns it as it was. */
    Task delete(Caller caller, AccountId account, String id);
}
