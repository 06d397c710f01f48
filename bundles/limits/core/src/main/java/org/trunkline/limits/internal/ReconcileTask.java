package org.trunkline.limits.internal;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.rating.Direction;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.spi.TaskHandler;
import org.trunkline.tasks.spi.TaskRun;

/** Settles calls as the records of their switch have them; posts differences only, so that a repeat posts nothing. */
@Component(service = TaskHandler.class, reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class ReconcileTask implements TaskHandler {
    private static final String SWITCH = "switch_id";
    private static final TaskKind KIND = new TaskKind(
            "cdrs",
            "reconcile",
            "Settle calls as the call records of a switch have them",
            List.of("call_id", "billed_seconds"),
            List.of(
                    "leg",
                    "ended_at",
                    "hangup_cause",
                    "direction",
                    "account_id",
                    "realm",
                    "from",
                    "to",
                    "resource_type"),
            List.of(SWITCH));

    private final AccountTree tree;
    private final Access access;
    private final SwitchManager switches;
    private final Admission admission;
    private final Settlements settlements;

    @Activate
    public ReconcileTask(
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference SwitchManager switches,
            @Reference Admission admission,
            @Reference Settlements settlements) {
        this.tree = tree;
        this.access = access;
        this.switches = switches;
        this.admission = admission;
        this.settlements = settlements;
    }

    @Override
    public TaskKind kind() {
        return KIND;
    }

    @Override
    public void check(Caller caller, AccountId account, NewTask wanted) {
        access.require(caller, tree.root().id(), Permission.SWITCH_MANAGE);
        asking(wanted.options().getOrDefault(SWITCH, ""));
    }

    /** @throws InvalidException if there is no such switch */
    private SwitchIdentity asking(String id) {
        SwitchIdentity known = switches.find(id)
                .orElseThrow(() -> new InvalidException(SWITCH, "not_found", "switch_id must be the id of a switch"));
        return new SwitchIdentity(
                known.id(),
                known.name(),
                known.scope(),
                known.renews(),
                true,
                known.mayAssertOnNet(),
                true,
                known.keyEnding(),
                known.createdAt());
    }

    @Override
    public void run(TaskRun run) {
        SwitchIdentity asking = asking(run.options().getOrDefault(SWITCH, ""));
        run.write(
                List.of("call_id", "leg", "outcome", "known_seconds", "told_seconds", "amount", "currency", "message"));
        while (run.next()) {
            String callId = cell(run, "call_id");
            String leg = cell(run, "leg").isEmpty() ? "a" : cell(run, "leg");
            try {
                run.write(settle(asking, end(run, new CallKey(asking.id(), callId, leg))));
                run.succeeded(1);
            } catch (NotFoundException e) {
                failed(run, callId, leg, "unknown", "this call is not known, and the row names no account");
            } catch (DomainException e) {
                failed(run, callId, leg, "wrong", String.valueOf(e.getMessage()));
            }
        }
    }

    private static void failed(TaskRun run, String callId, String leg, String outcome, String message) {
        run.write(List.of(callId, leg, outcome, "", cell(run, "billed_seconds"), "", "", message));
        run.failed(1);
    }

    private List<String> settle(SwitchIdentity asking, CallEnd end) {
        Optional<Long> known = settlements.known(end.key(), Patience.ENDLESS).map(Known::toldSeconds);
        CallSettlement settled = admission.reconciled(asking, end);
        String outcome = "corrected";
        if (known.isEmpty()) {
            outcome = settled.authorized() ? "ended" : "charged";
        } else if (known.get() == end.billedSeconds()) {
            outcome = "same";
        }
        Optional<CallSettlement.LevelCharge> own = settled.levels().stream().findFirst();
        return List.of(
                end.key().callId(),
                end.key().leg(),
                outcome,
                known.map(String::valueOf).orElse(""),
                Long.toString(end.billedSeconds()),
                own.map(charge -> Money.fromMicros(charge.amountMicros()).toPlainString())
                        .orElse("0"),
                own.map(CallSettlement.LevelCharge::currency).orElse(""),
                settled.posted() ? "" : "journalled, the ledger gets it later");
    }

    private static CallEnd end(TaskRun run, CallKey key) {
        String seconds = cell(run, "billed_seconds");
        if (!seconds.matches("[0-9]{1,7}") || Long.parseLong(seconds) > CallEnd.BILLED_SECONDS_MAX) {
            throw new InvalidException(
                    "billed_seconds", "type", "billed_seconds must be 0.." + CallEnd.BILLED_SECONDS_MAX);
        }
        return new CallEnd(
                key,
                Long.parseLong(seconds),
                CellTimes.optional("ended_at", cell(run, "ended_at")),
                Hangup.of(cell(run, "hangup_cause")),
                true,
                attempt(run, key));
    }

    private static Optional<CallAttempt> attempt(TaskRun run, CallKey key) {
        Optional<AccountSelector> account = account(run);
        if (account.isEmpty() || cell(run, "to").isEmpty()) {
            return Optional.empty();
        }
        String direction = cell(run, "direction");
        if (!direction.equals("inbound") && !direction.equals("outbound")) {
            throw new InvalidException("direction", "enum", "direction must be inbound or outbound");
        }
        return Optional.of(new CallAttempt(
                key,
                direction.equals("inbound") ? Direction.INBOUND : Direction.OUTBOUND,
                account.get(),
                cell(run, "from"),
                cell(run, "to"),
                cell(run, "resource_type"),
                List.of(),
                false,
                Optional.empty(),
                true));
    }

    private static Optional<AccountSelector> account(TaskRun run) {
        String id = cell(run, "account_id");
        String realm = cell(run, "realm");
        if (!id.isEmpty() && !Ids.isWellFormed(id)) {
            throw new InvalidException("account_id", "pattern", "account_id must be 32 hexadecimal characters");
        }
        if (!id.isEmpty()) {
            return Optional.of(new AccountSelector.ById(new AccountId(id)));
        }
        return realm.isEmpty() ? Optional.empty() : Optional.of(new AccountSelector.ByRealm(realm));
    }

    private static String cell(TaskRun run, String column) {
        return run.cell(run.column(column));
    }
}
