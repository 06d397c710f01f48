package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.accounts.spi.AccountAdministrators;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
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

    private static final Logger LOG = LoggerFactory.getLogger(AccountImport.class);
    private static final TaskKind KIND = new TaskKind(
            "accounts",
            "import",
            "Create and change accounts, each with its administrator",
            List.of(Account.NAME),
            ImportRow.optional(),
            List.of());

    private final AccountService accounts;
    private final AccountStore store;
    private final TreeModel tree;
    private final Optional<AccountAdministrators> administrators;

    /** @param administrators without it rows that want one are refused */
    @Activate
    public AccountImport(
            @Reference AccountService accounts,
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
        ImportRow row = new ImportRow(run);
        run.write(HEADER);
        long created = 0;
        while (run.next()) {
            try {
                Result result = imported(run, row);
                created += result.status == Status.CREATED ? 1 : 0;
                run.write(cells(row, result));
                run.succeeded(1);
            } catch (DomainException e) {
                if (!RowFailure.isOfOneRow(e)) {
                    throw e;
                }
                failed(run, row, e);
            }
        }
        LOG.info("Accounts imported: account={} created={}", run.account(), created);
    }

    /** The administrator is looked at first: no account is made for one that cannot be. */
    private Result imported(TaskRun run, ImportRow row) {
        Optional<ObjectNode> administrator = row.administrator();
        administrator.ifPresent(this::checkAdministrator);
        Result result = account(run, row);
        Optional<AccountAdministrators.Outcome> outcome =
                administrator.map(user -> administrator(run.caller(), result.account.id(), user));
        boolean isNew = outcome.filter(each -> each != AccountAdministrators.Outcome.THERE)
                .isPresent();
        Status status = isNew && result.status == Status.UNCHANGED ? Status.UPDATED : result.status;
        return new Result(
                status, result.account, outcome.map(AccountImport::word).orElse(""));
    }

    private void checkAdministrator(ObjectNode user) {
        AccountAdministrators users = administrators.orElseThrow(() -> new InvalidException(
                ImportRow.ADMIN + "username",
                "unavailable",
                "Users are not installed: an account has no administrator"));
        ofAdministrator(() -> {
            users.check(user);
            return Optional.empty();
        });
    }

    private AccountAdministrators.Outcome administrator(Caller caller, AccountId account, ObjectNode user) {
        return ofAdministrator(() -> administrators.orElseThrow().ensure(caller, account, user));
    }

    /** Names the columns in the place of the fields. */
    private static <T> T ofAdministrator(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidException e) {
            InvalidException named = new InvalidException(e.errors().stream()
                    .map(error -> new FieldError(
                            ImportRow.ADMIN + error.field(),
                            error.rule(),
                            error.message(),
                            error.target(),
                            error.value(),
                            error.cause()))
                    .toList());
            named.initCause(e);
            throw named;
        }
    }

    private Result account(TaskRun run, ImportRow row) {
        Caller caller = run.caller();
        Optional<Account> old = known(run, row);
        if (old.isPresent()) {
            return changed(caller, old.get(), row);
        }
        AccountId parent = parent(run, row);
        ObjectNode document = row.document();
        row.accountId().ifPresent(id -> document.put("id", id));
        // whoever imports accounts knows of them: no mail for each
        document.put(AccountDocument.ON_CREATION, false);
        try {
            return new Result(Status.CREATED, accounts.create(caller, parent, document), "");
        } catch (InvalidException e) {
            // the same row of another task may have been first
            return known(run, row).map(account -> changed(caller, account, row)).orElseThrow(() -> e);
        }
    }

    private Result changed(Caller caller, Account old, ImportRow row) {
        ObjectNode changes = row.document();
        ObjectNode before = old.wireDocument();
        if (Json.merged(before, changes).equals(before)) {
            tree.require(caller, old.id(), Permission.ACCOUNT_WRITE);
            return new Result(Status.UNCHANGED, old, "");
        }
        return new Result(Status.UPDATED, accounts.merge(caller, old.id(), changes), "");
    }

    /** Returns the account that the row is about, if there is one already. */
    private Optional<Account> known(TaskRun run, ImportRow row) {
        if (row.accountId().isEmpty()) {
            Optional<Account> named =
                    row.name().isEmpty() ? Optional.empty() : store.findByName(Account.nameKey(row.name()));
            // one that lies elsewhere only has the same name: whether a caller sees it or not, the answer is the same
            boolean isOther = named.isPresent() && !named.get().parent().equals(Optional.of(parent(run, row)));
            if (isOther) {
                throw new InvalidException(Account.NAME, "unique", "Account name already in use");
            }
            return named;
        }
        String id = row.accountId().get();
        if (!Ids.isWellFormed(id)) {
            throw new InvalidException(
                    ImportRow.ACCOUNT_ID, "pattern", "An id has 32 lower-case hexadecimal characters");
        }
        Optional<Account> found = store.find(new AccountId(id));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (!found.get().path().contains(run.account())) {
            throw new InvalidException(ImportRow.ACCOUNT_ID, "not_found", "There is no such account below this one");
        }
        if (row.parent().isPresent() && !found.get().parent().equals(Optional.of(parent(run, row)))) {
            throw new InvalidException(
                    ImportRow.PARENT, "unchangeable", "The account lies below another one; only a move changes that");
        }
        return found;
    }

    /** Returns the parent that the row names by id or name: the task's account or one below it, which it is unless said. */
    private AccountId parent(TaskRun run, ImportRow row) {
        if (row.parent().isEmpty()) {
            return run.account();
        }
        String text = row.parent().get();
        Optional<AccountNode> byId = Ids.isWellFormed(text) ? tree.find(new AccountId(text)) : Optional.empty();
        return byId.or(() -> tree.findByName(text))
                .map(AccountNode::id)
                .filter(id -> tree.contains(run.account(), id))
                .orElseThrow(() ->
                        new InvalidException(ImportRow.PARENT, "not_found", "There is no such account below this one"));
    }

    private static void failed(TaskRun run, ImportRow row, DomainException cause) {
        RowFailure failure = new RowFailure(cause, ImportRow::column, Account.NAME);
        run.write(List.of(
                Long.toString(row.line()),
                word(Status.FAILED),
                row.accountId().orElse(""),
                row.name(),
                "",
                failure.column(),
                failure.messages()));
        failure.count(run);
    }

    private static List<String> cells(ImportRow row, Result result) {
        return List.of(
                Long.toString(row.line()),
                word(result.status),
                result.account.id().value(),
                result.account.name(),
                result.administrator,
                "",
                "");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private enum Status {
        CREATED,
        UPDATED,
        UNCHANGED,
        FAILED
    }

    private record Result(Status status, Account account, String administrator) {}
}
