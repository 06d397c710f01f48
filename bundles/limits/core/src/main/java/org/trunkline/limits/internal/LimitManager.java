package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Checks;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Races;
import org.trunkline.limits.AccountLimits;
import org.trunkline.limits.AllotmentForm;
import org.trunkline.limits.LimitForm;
import org.trunkline.limits.LimitService;
import org.trunkline.limits.Limits;
import org.trunkline.limits.SpendResets;
import org.trunkline.limits.spi.LimitDocument;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.limits.state.InheritedLimits;

/** Who may set which limit, and which values are limits (crossbar-api §5.2, design §13 "Field rights"). */
@Component(reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class LimitManager implements LimitService {
    static final String TOPIC = "limits";
    private static final int TRUNKS_MAX = 1_000_000;
    private static final List<String> TRUNKS =
            List.of(LimitForm.INBOUND_TRUNKS, LimitForm.OUTBOUND_TRUNKS, LimitForm.TWOWAY_TRUNKS);
    /** What stands in the same document, and is set elsewhere. */
    private static final List<String> KEPT = List.of(AllotmentForm.FIELD, SpendResets.FIELD);

    private static final Set<String> COMPUTED = Set.of("id");

    private final LimitStore store;
    private final InheritedLimits defaults;
    private final Access access;
    private final Clock clock;

    @Activate
    public LimitManager(
            @Reference LimitStore store,
            @Reference InheritedLimits defaults,
            @Reference Access access,
            @Reference Clock clock) {
        this.store = store;
        this.defaults = defaults;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public AccountLimits get(Caller caller, AccountId account) {
        access.require(caller, account, Permission.LIMITS_READ);
        return view(stored(account));
    }

    @Override
    public AccountLimits getPrivate(Caller caller, AccountId account) {
        access.require(caller, account, Permission.LIMITS_WRITE);
        return view(stored(account));
    }

    @Override
    public AccountLimits replace(Caller caller, AccountId account, ObjectNode document) {
        boolean seller = access.allows(caller, account, Permission.LIMITS_WRITE);
        if (!seller) {
            access.require(caller, account, Permission.LIMITS_WRITE_TRUNKS);
        }
        return save(
                caller,
                account,
                old -> seller ? fromSeller(account, old, document) : withOwnTrunks(account, old, document));
    }

    @Override
    public AccountLimits merge(Caller caller, AccountId account, ObjectNode changes) {
        access.require(caller, account, Permission.LIMITS_WRITE);
        return save(caller, account, old -> Json.merged(old, changes));
    }

    /** Somebody else may have been quicker: then the change is made again, to what is stored now. */
    private AccountLimits save(Caller caller, AccountId account, UnaryOperator<ObjectNode> change) {
        return Races.win(() -> {
            LimitDocument old = stored(account);
            ObjectNode document = checked(account, change.apply(old.document()));
            for (String field : KEPT) {
                if (old.document().has(field)) {
                    document.set(field, old.document().get(field));
                }
            }
            LimitDocument limits = new LimitDocument(account, document, old.revision());
            return view(store.save(limits, changed(caller, old, limits)));
        });
    }

    /** Clients send back all that they were shown: what is as it was inherited stays inherited. */
    private ObjectNode fromSeller(AccountId account, ObjectNode old, ObjectNode document) {
        ObjectNode result = document.deepCopy();
        for (String field : LimitForm.PRIVATE) {
            result.remove(field);
            if (old.has(field)) {
                result.set(field, old.get(field));
            }
        }
        ObjectNode inherited = LimitForm.write(defaults.inherited(account));
        for (String field : LimitForm.PUBLIC) {
            if (!old.has(field) && inherited.get(field).equals(result.get(field))) {
                result.remove(field);
            }
        }
        return result;
    }

    /** From the account itself only its trunks are taken, and no more of them than it has: more are for sale. */
    private ObjectNode withOwnTrunks(AccountId account, ObjectNode old, ObjectNode document) {
        ObjectNode result = old.deepCopy();
        ObjectNode shown = LimitForm.write(LimitForm.readStored(old, defaults.inherited(account)));
        Checks checks = new Checks(document);
        for (String field : TRUNKS) {
            long stored = shown.path(field).longValue();
            checks.integer(field, Limits.UNLIMITED, TRUNKS_MAX).ifPresent(wanted -> {
                boolean more = stored != Limits.UNLIMITED && (wanted > stored || wanted == Limits.UNLIMITED);
                if (more) {
                    throw new ForbiddenException("only the seller of the account gives it more " + field);
                }
                if (wanted != stored) {
                    result.put(field, wanted);
                }
            });
        }
        checks.throwIfAny();
        return result;
    }

    private LimitDocument stored(AccountId account) {
        return store.find(account).orElseGet(() -> LimitDocument.empty(account));
    }

    private AccountLimits view(LimitDocument stored) {
        AccountId account = stored.account();
        Limits limits = defaults.counted(account, LimitForm.readStored(stored.document(), defaults.inherited(account)));
        ObjectNode shown = stored.document().deepCopy();
        shown.remove(KEPT);
        return new AccountLimits(stored.account(), limits, shown, stored.revision());
    }

    private ObjectNode checked(AccountId account, ObjectNode from) {
        ObjectNode document = Json.publicKeys(from);
        document.remove(COMPUTED);
        Checks checks = new Checks(document);
        LimitForm.read(document, checks, defaults.inherited(account));
        checks.throwIfAny();
        checks.size(Checks.DOCUMENT_LENGTH_MAX).throwIfAny();
        return document;
    }

    /** What only sellers set and see stands apart. */
    private Change changed(Caller caller, LimitDocument old, LimitDocument limits) {
        ObjectNode before = old.document().deepCopy();
        ObjectNode after = limits.document().deepCopy();
        ObjectNode detail = Json.object();
        detail.set("private", Differences.of(privately(before), privately(after)));
        detail.set("changes", Differences.of(before, after));
        return new Change(
                TOPIC,
                limits.account().value(),
                limits.account(),
                "changed",
                caller,
                clock.instant(),
                Json.write(detail));
    }

    /** Takes the fields out of a document that only sellers set and see, and returns them. */
    private static ObjectNode privately(ObjectNode document) {
        ObjectNode taken = Json.object();
        for (String field : LimitForm.PRIVATE) {
            Optional.ofNullable(document.remove(field)).ifPresent(value -> taken.set(field, value));
        }
        for (String field : KEPT) {
            Optional.ofNullable(document.remove(field)).ifPresent(value -> taken.set(field, value));
        }
        return taken;
    }
}
