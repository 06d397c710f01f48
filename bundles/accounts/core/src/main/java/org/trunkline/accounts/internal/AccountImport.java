package org.trunkline.accounts.internal;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.AccountAdministrators;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Permission;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.spi.TaskHandler;
import org.trunkline.tasks.spi.TaskRun;

/**
 * Creates and changes accounts below the task's account, row by row, each with its administrator. A row is known again by
 * the id of its account, or by name and parent: so a file that was read in part is read again as a whole, and does what is
 * missing and nothing twice (decision 0059).
 */
@Component
public final class AccountImport implements TaskHandler {
    static final List<String> HEADER = List.of("line", "status", "account_id", "name", "admin", "column", "error");

    private static final TaskKind KIND = new TaskKind(
            "accounts",
            "import",
            "Create and change accounts, each with its administrator",
            List.of(Account.NAME),
            ImportRow.optional(),
            List.of());

    private final AccountManager accounts;
    private final AccountStore store;
    private final TreeModel tree;
    private final Optional<AccountAdministrators> administrators;

    /** @param administrators without it rows that want one are refused */
    @Activate
    public AccountImport(
            @Reference AccountManager accounts,
            @Reference AccountStore store,
            @Reference TreeModel tree,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountAdministrators administrators) {
        this.accounts = accounts;
        this.store = store;
        this.tree = tree;
        this.administrators = Optional.ofNullable(administrators);
    }

    @Override
    public TaskKind kind() {
        return KIND;
    }

    @Override
    public void check(Caller caller, AccountId account, NewTask wanted) {
        tree.require(caller, account, Permission.ACCOUNT_CREATE);
    }

    @Override
    public void run(TaskRun run) {
        run.write(HEADER);
        ImportBatch batch =
                new ImportBatch(run, accounts, new ImportTargets(run.account(), store, tree), tree, administrators);
        while (run.next()) {
            batch.add(new ImportRow(run));
        }
        if (!run.isStopped()) {
            batch.flush();
        }
    }
}
