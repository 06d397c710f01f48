package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.Permission;
import org.trunkline.limits.LimitService;
import org.trunkline.limits.Limits;
import org.trunkline.limits.spi.LimitStore;

/** Who may set which limit, and which values are limits (crossbar-api §5.2, design §13 "Field rights"). */
@Component
public final class LimitManager implements LimitService {
    private static final String TOPIC = "limits";
    private static final int TRUNKS_MAX = 1_000_000;
    private static final int ATTEMPTS_MAX = 5;
    private static final List<String> TRUNKS = List.of("inbound_trunks", "outbound_trunks", "twoway_trunks");
    private static final Set<String> COMPUTED = Set.of("id");

    /** What clients of the public document do not know and would wipe out; {@link #merge} writes it. */
    private static final List<String> PRIVATE =
            List.of("allow_postpay", "max_postpay_amount", "apply_to_descendants", "enabled");

    private final LimitStore store;
    private final Access access;
    private final Clock clock;

    @Activate
    public LimitManager(@Reference LimitStore store, @Reference Access access, @Reference Clock clock) {
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Limits get(Caller caller, AccountId account) {
        access.require(caller, account, Permission.LIMITS_READ);
        return stored(account);
    }

    @Override
    public Limits replace(Caller caller, AccountId account, ObjectNode document) {
        boolean seller = access.allows(caller, account, Permission.LIMITS_WRITE);
        if (!seller) {
            access.require(caller, account, Permission.LIMITS_WRITE_TRUNKS);
        }
        return save(caller, account, old -> seller ? withStoredPrivate(old, document) : withOwnTrunks(old, document));
    }

    @Override
    public Limits merge(Caller caller, AccountId account, ObjectNode changes) {
        access.require(caller, account, Permission.LIMITS_WRITE);
        return save(caller, account, old -> Json.merged(old, changes));
    }

    /** Somebody else may have been quicker: then the change is made again, to what is stored now. */
    private Limits save(Caller caller, AccountId account, UnaryOperator<ObjectNode> change) {
        for (int attempt = 1; ; attempt++) {
            Limits old = stored(account);
            Limits limits = limits(account, change.apply(old.document()), old.revision());
            try {
                return store.save(limits, changed(caller, limits));
            } catch (ConflictException e) {
                if (attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    private static ObjectNode withStoredPrivate(ObjectNode old, ObjectNode document) {
        ObjectNode result = document.deepCopy();
        for (String field : PRIVATE) {
            result.remove(field);
            if (old.has(field)) {
                result.set(field, old.get(field));
            }
        }
        return result;
    }

    /** From the account itself only its trunks are taken, and no more of them than it has: more are for sale. */
    private static ObjectNode withOwnTrunks(ObjectNode old, ObjectNode document) {
        ObjectNode result = old.deepCopy();
        Checks checks = new Checks(document);
        for (String field : TRUNKS) {
            long stored = old.path(field).asLong(0);
            checks.integer(field, Limits.UNLIMITED, TRUNKS_MAX).ifPresent(wanted -> {
                boolean more = stored != Limits.UNLIMITED && (wanted > stored || wanted == Limits.UNLIMITED);
                if (more) {
                    throw new ForbiddenException("only the seller of the account gives it more " + field);
                }
                result.put(field, wanted);
            });
        }
        checks.throwIfAny();
        return result;
    }

    private Limits stored(AccountId account) {
        return store.find(account).orElseGet(() -> Limits.defaults(account));
    }

    private static Limits limits(AccountId account, ObjectNode from, long revision) {
        ObjectNode document = Json.publicKeys(from);
        document.remove(COMPUTED);
        Checks checks = new Checks(document);
        int inbound = count(checks, "inbound_trunks", 0);
        int outbound = count(checks, "outbound_trunks", 0);
        int twoway = count(checks, "twoway_trunks", 0);
        int burst = count(checks, "burst_trunks", 0);
        int calls = count(checks, "calls", Limits.UNLIMITED);
        int resourceConsumingCalls = count(checks, "resource_consuming_calls", Limits.UNLIMITED);
        boolean allowPrepay = checks.bool("allow_prepay").orElse(true);
        boolean allowPostpay = checks.bool("allow_postpay").orElse(false);
        boolean applyToDescendants = checks.bool("apply_to_descendants").orElse(false);
        boolean enabled = checks.bool("enabled").orElse(true);
        checks.strings("authz_resource_types", 100, 128);
        long maxPostpay = checks.decimal("max_postpay_amount")
                .flatMap(amount -> checks.convert(() -> Money.toMicros("max_postpay_amount", amount.abs())))
                .orElse(0L);
        checks.throwIfAny();
        return new Limits(
                account,
                inbound,
                outbound,
                twoway,
                burst,
                calls,
                resourceConsumingCalls,
                allowPrepay,
                allowPostpay,
                maxPostpay,
                applyToDescendants,
                enabled,
                document,
                revision);
    }

    private static int count(Checks checks, String field, int absent) {
        return checks.integer(field, Limits.UNLIMITED, TRUNKS_MAX)
                .map(Long::intValue)
                .orElse(absent);
    }

    private Change changed(Caller caller, Limits limits) {
        return new Change(
                TOPIC,
                limits.account().value(),
                limits.account(),
                "changed",
                caller,
                clock.instant(),
                Json.write(limits.document()));
    }
}
