package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.limits.FraudCase;
import org.trunkline.limits.FraudCases;
import org.trunkline.limits.FraudGuard.Outcome;
import org.trunkline.limits.state.FraudMemory;

/** Shows suspicions to those who may see them, and takes down what people decide. */
@Component(reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class FraudManager implements FraudCases {
    private static final Duration ALLOWED_WITHOUT_COUNTRY = Duration.ofDays(1);
    private static final int ID_LENGTH_SHOWN_MAX = 64;

    private final FraudMemory memory;
    private final Access access;
    private final Clock clock;

    @Activate
    public FraudManager(@Reference FraudMemory memory, @Reference Access access, @Reference Clock clock) {
        this.memory = memory;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public List<FraudCase> list(Caller caller, AccountId account) {
        access.require(caller, account, Permission.LIMITS_READ);
        return memory.cases(account).stream()
                .sorted(Comparator.comparing(FraudCase::lastAt).reversed().thenComparing(FraudCase::id))
                .toList();
    }

    @Override
    public FraudCase get(Caller caller, AccountId account, String id) {
        access.require(caller, account, Permission.LIMITS_READ);
        return memory.find(account, id)
                .orElseThrow(() -> new NotFoundException(
                        id.length() <= ID_LENGTH_SHOWN_MAX ? id : id.substring(0, ID_LENGTH_SHOWN_MAX)));
    }

    @Override
    public FraudCase decide(Caller caller, AccountId account, String id, boolean allow) {
        FraudCase known = get(caller, account, id);
        boolean asked = known.outcome() != Outcome.BLOCK && known.state() != FraudCase.State.DENIED;
        access.require(caller, account, asked ? Permission.ACCOUNT_WRITE : Permission.LIMITS_WRITE);
        Instant now = clock.instant();
        boolean forAWhile = allow && known.country().isEmpty();
        FraudCase decided = new FraudCase(
                known.id(),
                account,
                known.rule(),
                known.country(),
                known.outcome(),
                allow ? FraudCase.State.ALLOWED : FraudCase.State.DENIED,
                known.firstAt(),
                known.lastAt(),
                known.calls(),
                known.from(),
                known.to(),
                Optional.of(caller.name()),
                forAWhile ? Optional.of(now.plus(ALLOWED_WITHOUT_COUNTRY)) : Optional.empty());
        String action = allow ? "allowed" : "denied";
        memory.put(
                decided,
                Optional.of(new Change(Suspicions.TOPIC, id, account, action, caller, now, Json.write(Json.object()))));
        memory.store();
        return decided;
    }
}
