package org.trunkline.limits.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.Permission;
import org.trunkline.limits.state.CallEntry.Level;
import org.trunkline.limits.state.CallState;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.rating.RateLookup;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.spi.TaskHandler;
import org.trunkline.tasks.spi.TaskRun;

/**
 * A task over periods whose calls were charged by a wrong deck. A reseller does this to what it sold its own customers by its
 * own deck; root to every level that pays from a deck of root's, and to what it pays carriers.
 */
abstract class ReratingTask implements TaskHandler {
    private static final String ACCOUNT = "account_id";
    private static final String DECK = "ratedeck_id";
    private static final String FROM = "created_from";
    private static final String TO = "created_to";

    private final AccountTree tree;
    private final Access access;
    private final RateLookup rates;
    private final Questions questions;
    private final TaskKind kind;

    ReratingTask(
            AccountTree tree,
            Access access,
            NumberPlan numbers,
            RateLookup rates,
            CallState state,
            String action,
            String description) {
        this.tree = tree;
        this.access = access;
        this.rates = rates;
        this.questions = new Questions(tree, access, numbers, rates, state);
        kind = new TaskKind("rates", action, description, List.of(DECK, FROM, TO), List.of(ACCOUNT), List.of());
    }

    @Override
    public TaskKind kind() {
        return kind;
    }

    @Override
    public void check(Caller caller, AccountId account, NewTask wanted) {
        access.require(caller, account, Permission.DECK_MANAGE);
        if (tree.find(account).filter(AccountNode::reseller).isEmpty()) {
            throw new ForbiddenException("only root and resellers have decks");
        }
    }

    @Override
    public void run(TaskRun run) {
        run.write(List.of(
                "account_id",
                "account_name",
                "ratedeck_id",
                "currency",
                "calls",
                "old_amount",
                "new_amount",
                "difference",
                "calls_without_rate",
                "message"));
        while (run.next()) {
            String deck = run.cell(run.column(DECK));
            Optional<Instant> from = time(run.cell(run.column(FROM)));
            Optional<Instant> to = time(run.cell(run.column(TO)));
            Optional<String> wrong = wrong(run, deck, from, to);
            if (wrong.isPresent()) {
                run.write(
                        List.of("", "", deck, "", "0", "0", "0", "0", "0", "line " + run.line() + ": " + wrong.get()));
                run.failed(1);
            } else {
                Repricing repricing = repricing(run, deck);
                go(
                        repricing,
                        new Repricing.Period(
                                from.orElseThrow(), to.orElseThrow().plusSeconds(1)),
                        run);
                repricing.sums().forEach((account, sum) -> run.write(row(account, deck, sum)));
                run.succeeded(1);
            }
        }
    }

    /** Does it for one row. */
    abstract void go(Repricing repricing, Repricing.Period period, TaskRun run);

    private Repricing repricing(TaskRun run, String deck) {
        AccountId owner = run.account();
        String below = run.cell(run.column(ACCOUNT));
        AccountId top = below.isEmpty() ? owner : new AccountId(below);
        boolean root = tree.root().id().equals(owner);
        // decks of several owners may have the name: one's own deck is meant
        Predicate<Level> levels = level -> (root || level.seller().equals(owner))
                && rates.deckOwner(level.account()).filter(owner::equals).isPresent();
        return Repricing.of(deck, account -> tree.contains(top, account), levels, root, questions, rates);
    }

    private Optional<String> wrong(TaskRun run, String deck, Optional<Instant> from, Optional<Instant> to) {
        String below = run.cell(run.column(ACCOUNT));
        if (deck.isEmpty()) {
            return Optional.of("ratedeck_id must name a deck");
        }
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.of("created_from and created_to must be Gregorian seconds, or times such as"
                    + " 2026-01-31T10:00:00Z");
        }
        if (to.get().isBefore(from.get())) {
            return Optional.of("created_from must not be after created_to");
        }
        boolean known =
                below.isEmpty() || Ids.isWellFormed(below) && tree.contains(run.account(), new AccountId(below));
        return known ? Optional.empty() : Optional.of("account_id must be an account below this one");
    }

    private static Optional<Instant> time(String text) {
        try {
            Instant time =
                    text.matches("[0-9]{1,12}") ? GregorianTime.toInstant(Long.parseLong(text)) : Instant.parse(text);
            return Optional.of(time).filter(CellTimes::isPlausible);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private List<String> row(AccountId account, String deck, Repricing.Sum sum) {
        return List.of(
                account.value(),
                tree.find(account).map(AccountNode::name).orElse(""),
                deck,
                sum.currency(),
                Long.toString(sum.callCount()),
                amount(sum.oldMicros()),
                amount(sum.newMicros()),
                amount(sum.newMicros() - sum.oldMicros()),
                Long.toString(sum.withoutRateCount()),
                "");
    }

    private static String amount(long micros) {
        return Money.fromMicros(micros).toPlainString();
    }
}
