package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.AccountAdministrators;
import org.trunkline.accounts.spi.AccountAdministrators.Outcome;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Permission;
import org.trunkline.tasks.spi.TaskRun;

/**
 * Rows of an import that are done together: the new accounts of one parent in one transaction, their administrators in
 * another. A disk is waited for a few hundred times and not twenty thousand. Where the whole is refused, each is tried alone.
 */
final class ImportBatch {
    static final int ROWS_MAX = 50;
    /** So many pauses the tree is given to hear of an account: some seconds. */
    private static final int TREE_PAUSES_MAX = 5_000;

    private static final long TREE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final TaskRun run;
    private final AccountManager accounts;
    private final ImportTargets targets;
    private final TreeModel tree;
    private final Optional<AccountAdministrators> administrators;
    private final List<Step> steps = new ArrayList<>();
    /** Ids and keys of names that accounts of this batch will have. */
    private final Set<String> coming = new HashSet<>();

    ImportBatch(
            TaskRun run,
            AccountManager accounts,
            ImportTargets targets,
            TreeModel tree,
            Optional<AccountAdministrators> administrators) {
        this.run = run;
        this.accounts = accounts;
        this.targets = targets;
        this.tree = tree;
        this.administrators = administrators;
    }

    void add(ImportRow row) {
        if (dependsOnOthers(row)) {
            flush();
        }
        Step step = new Step(row);
        attempt(step, () -> begin(step));
        steps.add(step);
        if (steps.size() == ROWS_MAX) {
            flush();
        }
    }

    /** Does what the rows want, and writes what became of them. */
    void flush() {
        insert();
        ensureAdministrators();
        steps.forEach(this::write);
        steps.clear();
        coming.clear();
    }

    private boolean dependsOnOthers(ImportRow row) {
        return row.accountId().filter(coming::contains).isPresent()
                || coming.contains(Account.nameKey(row.name()))
                || row.parent()
                        .filter(parent -> coming.contains(parent) || coming.contains(Account.nameKey(parent)))
                        .isPresent();
    }

    /** The administrator is looked at first: no account is made for one that cannot be. */
    private void begin(Step step) {
        ImportRow row = step.row;
        row.administrator().ifPresent(this::checkAdministrator);
        Optional<Account> old = targets.known(row);
        if (old.isPresent()) {
            change(step, old.get());
            return;
        }
        step.account = accounts.prepared(run.caller(), targets.parent(row), newDocument(row));
        coming.add(step.account.id().value());
        coming.add(step.account.nameKey());
    }

    private static ObjectNode newDocument(ImportRow row) {
        ObjectNode document = row.document();
        row.accountId().ifPresent(id -> document.put("id", id));
        return document;
    }

    private void change(Step step, Account old) {
        Caller caller = run.caller();
        ObjectNode changes = step.row.document();
        ObjectNode before = old.wireDocument();
        if (Json.merged(before, changes).equals(before)) {
            tree.require(caller, old.id(), Permission.ACCOUNT_WRITE);
            step.stands(Status.UNCHANGED, old);
        } else {
            step.stands(Status.UPDATED, accounts.merge(caller, old.id(), changes));
        }
    }

    /** In the order of names, so that two imports of the same names wait for each other in one direction. */
    private void insert() {
        Map<AccountId, List<Step>> byParent = new LinkedHashMap<>();
        steps.stream()
                .filter(Step::isNew)
                .sorted(Comparator.comparing(step -> step.account.nameKey()))
                .forEach(step -> byParent.computeIfAbsent(
                                step.account.parent().orElseThrow(), parent -> new ArrayList<>())
                        .add(step));
        byParent.values().forEach(this::insert);
    }

    private void insert(List<Step> group) {
        try {
            List<Account> stored = accounts.addAll(
                    run.caller(), group.stream().map(step -> step.account).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).stands(Status.CREATED, stored.get(i));
            }
        } catch (DomainException e) {
            refuse(e);
            group.forEach(step -> attempt(step, () -> insertAlone(step)));
        }
    }

    private void insertAlone(Step step) {
        Account wanted = step.account;
        step.account = null;
        ObjectNode document = newDocument(step.row).put(AccountDocument.ON_CREATION, false);
        try {
            step.stands(
                    Status.CREATED,
                    accounts.create(run.caller(), wanted.parent().orElseThrow(), document));
        } catch (InvalidException e) {
            // the same row of another task may have been first
            change(step, targets.known(step.row).orElseThrow(() -> e));
        }
    }

    private void ensureAdministrators() {
        Map<AccountId, ObjectNode> wanted = new LinkedHashMap<>();
        List<Step> waiting = steps.stream()
                .filter(step -> step.failure == null && step.row.administrator().isPresent())
                .toList();
        waiting.forEach(
                step -> wanted.put(step.account.id(), step.row.administrator().orElseThrow()));
        if (wanted.isEmpty()) {
            return;
        }
        wanted.keySet().forEach(this::awaitKnown);
        AccountAdministrators users = administrators.orElseThrow();
        // two rows about one account: the second one's user would be lost
        boolean isOneEach = wanted.size() == waiting.size();
        Map<AccountId, Outcome> outcomes = isOneEach ? ensured(users, wanted) : Map.of();
        for (Step step : waiting) {
            attempt(step, () -> {
                ObjectNode user = step.row.administrator().orElseThrow();
                AccountId account = step.account.id();
                step.outcome = Optional.of(
                        outcomes.containsKey(account)
                                ? outcomes.get(account)
                                : ofAdministrator(() -> users.ensure(run.caller(), account, user)));
            });
        }
    }

    private Map<AccountId, Outcome> ensured(AccountAdministrators users, Map<AccountId, ObjectNode> wanted) {
        try {
            return users.ensureAll(run.caller(), wanted);
        } catch (DomainException e) {
            refuse(e);
            return Map.of();
        }
    }

    /** Rights are asked of the tree, which may be late where much is going on; an account that stays unknown is refused. */
    private void awaitKnown(AccountId account) {
        for (int pause = 0; tree.find(account).isEmpty() && pause < TREE_PAUSES_MAX; pause++) {
            LockSupport.parkNanos(TREE_PAUSE_NANOS);
        }
    }

    private void checkAdministrator(ObjectNode user) {
        AccountAdministrators users = administrators.orElseThrow(() -> new InvalidException(
                ImportRow.ADMIN + "username",
                "unavailable",
                "Users are not installed: an account has no administrator"));
        ofAdministrator(() -> {
            users.check(user);
            return user;
        });
    }

    /** Names the columns in the place of the fields. */
    private static <T> T ofAdministrator(Supplier<T> work) {
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

    private static void attempt(Step step, Runnable work) {
        try {
            work.run();
        } catch (DomainException e) {
            refuse(e);
            step.failure = e;
        }
    }

    /** @throws DomainException the same, unless another row may do better */
    private static void refuse(DomainException failure) {
        if (!RowFailure.isOfOneRow(failure)) {
            throw failure;
        }
    }

    private void write(Step step) {
        ImportRow row = step.row;
        String line = Long.toString(row.line());
        if (step.failure == null) {
            run.write(List.of(
                    line,
                    word(step.shown()),
                    step.account.id().value(),
                    step.account.name(),
                    step.outcome.map(ImportBatch::word).orElse(""),
                    "",
                    ""));
            run.succeeded(1);
            return;
        }
        RowFailure failure = new RowFailure(step.failure, ImportRow::column, Account.NAME);
        String id = step.status == null
                ? row.accountId().orElse("")
                : step.account.id().value();
        run.write(List.of(line, word(Status.FAILED), id, row.name(), "", failure.column(), failure.messages()));
        failure.count(run, row.line());
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

    /** One row and what has become of it so far. */
    private static final class Step {
        private final ImportRow row;
        /** The account as it stands, or while there is no status the one that is to be made; null before. */
        private Account account;

        private Status status;
        private Optional<Outcome> outcome = Optional.empty();
        private DomainException failure;

        Step(ImportRow row) {
            this.row = row;
        }

        boolean isNew() {
            return failure == null && status == null;
        }

        void stands(Status now, Account as) {
            status = now;
            account = as;
        }

        /** An account that was given its administrator is no longer what it was. */
        Status shown() {
            boolean isInvited = outcome.filter(each -> each != Outcome.THERE).isPresent();
            return isInvited && status == Status.UNCHANGED ? Status.UPDATED : status;
        }
    }
}
