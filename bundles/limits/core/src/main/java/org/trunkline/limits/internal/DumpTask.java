package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.limits.CallDetail;
import org.trunkline.limits.CallDetail.AppliedRate;
import org.trunkline.limits.CallDetail.Charge;
import org.trunkline.limits.CallDetails;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.spi.TaskHandler;
import org.trunkline.tasks.spi.TaskRun;

/** Writes the call attempts of an account, of any time, oldest first. */
@Component(service = TaskHandler.class, reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class DumpTask implements TaskHandler {
    private static final String FROM = "created_from";
    private static final String TO = "created_to";
    private static final TaskKind KIND = new TaskKind(
            "cdrs",
            "dump",
            "Write the call records of an account, of any time",
            List.of(),
            List.of(),
            List.of(FROM, TO),
            false);
    private static final int SLICE_ROWS = 1_000;

    private final CallDetails calls;
    private final Access access;
    private final Clock clock;

    @Activate
    public DumpTask(@Reference CallDetails calls, @Reference Access access, @Reference Clock clock) {
        this.calls = calls;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public TaskKind kind() {
        return KIND;
    }

    @Override
    public void check(Caller caller, AccountId account, NewTask wanted) {
        access.require(caller, account, Permission.ACCOUNT_READ);
        if (!from(wanted.options()).isBefore(to(wanted.options()))) {
            throw new InvalidException(FROM, "date_range", "created_from must be before created_to");
        }
    }

    @Override
    public void run(TaskRun run) {
        run.write(List.of(
                "id",
                "call_id",
                "leg",
                "switch_id",
                "interaction_id",
                "direction",
                "from",
                "to",
                "number",
                "classification",
                "decision",
                "reason",
                "sip_code",
                "hangup_cause",
                "started_at",
                "ended_at",
                "duration_seconds",
                "billing_seconds",
                "charged_seconds",
                "billing",
                "cost",
                "currency",
                "rate_name",
                "rate",
                "margin"));
        Instant from = from(run.options());
        Instant to = to(run.options());
        Optional<String> start = Optional.empty();
        do {
            PageRequest asked = new PageRequest(start, SLICE_ROWS, true);
            Page<CallDetail> page = calls.list(run.caller(), run.account(), from, to, false, asked);
            for (CallDetail call : page.rows()) {
                run.write(row(call, call.charge(run.account())));
                run.succeeded(1);
            }
            start = page.nextStartKey();
        } while (start.isPresent() && !run.isStopped());
    }

    private static Instant from(Map<String, String> options) {
        return CellTimes.optional(FROM, options.getOrDefault(FROM, "")).orElse(Instant.EPOCH);
    }

    /** The second of {@code created_to} belongs to it, as in lists. */
    private Instant to(Map<String, String> options) {
        return CellTimes.optional(TO, options.getOrDefault(TO, ""))
                .orElseGet(clock::instant)
                .plusSeconds(1);
    }

    private static List<String> row(CallDetail call, Optional<Charge> charge) {
        Optional<AppliedRate> rate = charge.flatMap(Charge::rate);
        return List.of(
                call.id(),
                call.key().callId(),
                call.key().leg(),
                call.key().switchId(),
                call.interactionId(),
                call.direction().wireName(),
                call.from(),
                call.to(),
                call.number(),
                call.classification(),
                call.reason().allows() ? "allow" : "deny",
                call.reason().wireName(),
                Integer.toString(call.sipCode()),
                call.hangup().cause(),
                call.endedAt().minusSeconds(call.durationSeconds()).toString(),
                call.endedAt().toString(),
                Long.toString(call.durationSeconds()),
                Long.toString(call.billedSeconds()),
                charge.map(each -> Long.toString(each.chargedSeconds())).orElse(""),
                charge.map(each -> each.billing().wireName()).orElse(""),
                charge.map(each -> Money.fromMicros(each.costMicros()).toPlainString())
                        .orElse(""),
                charge.map(Charge::currency).orElse(""),
                rate.map(AppliedRate::name).orElse(""),
                rate.map(each -> Money.fromNanos(each.perMinuteNanos()).toPlainString())
                        .orElse(""),
                call.marginMicros().isPresent()
                        ? Money.fromMicros(call.marginMicros().getAsLong()).toPlainString()
                        : "");
    }
}
