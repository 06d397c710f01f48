package org.trunkline.routing.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Races;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.routing.Callflow;
import org.trunkline.routing.CallflowService;
import org.trunkline.routing.CarrierStrategy;
import org.trunkline.routing.spi.CallflowKey;
import org.trunkline.routing.spi.CallflowStore;

/** Keeps callflows: who may write them, and what each number is for. */
@Component
public final class CallflowManager implements CallflowService {
    private static final String TOPIC = "callflows";

    /** What may be a number of the telephone network; names such as {@code no_match} are left as they are. */
    private static final Pattern DIALLED = Pattern.compile("[+(]?[0-9][0-9 ().-]*");

    private final CallflowStore store;
    private final NumberPlan plan;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;

    @Activate
    public CallflowManager(
            @Reference CallflowStore store,
            @Reference NumberPlan plan,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.store = store;
        this.plan = plan;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Callflow create(Caller caller, AccountId account, ObjectNode document) {
        AccountNode node = access.require(caller, account, Permission.ROUTING_WRITE);
        Instant now = now();
        Callflow made = new Callflow(Ids.random(), account, read(node, document), now, now, 0);
        return Races.win(() -> {
            requireFree(made);
            return store.insert(made, change(caller, made, "created"));
        });
    }

    @Override
    public Callflow get(Caller caller, AccountId account, String id) {
        access.require(caller, account, Permission.ROUTING_READ);
        return stored(account, id);
    }

    @Override
    public Page<Callflow> list(Caller caller, AccountId account, PageRequest page) {
        access.require(caller, account, Permission.ROUTING_READ);
        if (!page.startKey().map(Ids::isWellFormed).orElse(true)) {
            throw new InvalidException("start_key", "invalid", "start_key must be one that a list has named");
        }
        List<Callflow> rows = store.list(account, page.startKey(), page.size() + 1, page.ascending());
        return Page.cut(rows, page, Callflow::id);
    }

    @Override
    public Callflow replace(Caller caller, AccountId account, String id, ObjectNode document, LongPredicate expected) {
        return change(caller, account, id, expected, old -> document);
    }

    @Override
    public Callflow merge(Caller caller, AccountId account, String id, ObjectNode changes, LongPredicate expected) {
        return change(caller, account, id, expected, old -> Json.merged(old, changes));
    }

    private Callflow change(
            Caller caller, AccountId account, String id, LongPredicate expected, UnaryOperator<ObjectNode> wanted) {
        AccountNode node = access.require(caller, account, Permission.ROUTING_WRITE);
        return Races.win(() -> {
            Callflow old = stored(account, id, expected);
            ObjectNode document = read(node, wanted.apply(old.document()));
            Callflow changed = new Callflow(id, account, document, old.created(), now(), old.revision());
            requireFree(changed);
            return store.update(changed, change(caller, changed, "changed"));
        });
    }

    @Override
    public Callflow delete(Caller caller, AccountId account, String id, LongPredicate expected) {
        access.require(caller, account, Permission.ROUTING_WRITE);
        return Races.win(() -> {
            Callflow old = stored(account, id, expected);
            store.delete(old, change(caller, old, "deleted"));
            return old;
        });
    }

    @Override
    public CarrierStrategy strategy(Caller caller, AccountId account) {
        access.require(caller, account, Permission.ROUTING_READ);
        CallflowKey noMatch = new CallflowKey(CallflowKey.Kind.NUMBER, Callflow.NO_MATCH);
        return Optional.ofNullable(store.holders(account, List.of(noMatch)).get(noMatch))
                .flatMap(id -> store.find(account, id))
                .map(found -> CallflowDocument.strategy(found, chain(account)))
                .orElse(CarrierStrategy.NONE);
    }

    private ObjectNode read(AccountNode account, ObjectNode document) {
        return CallflowDocument.read(document, number -> normal(number, account.country()), chain(account.id()));
    }

    private String normal(String number, String country) {
        return DIALLED.matcher(number).matches() ? plan.toE164(number, country).orElse(number) : number;
    }

    private Set<AccountId> chain(AccountId account) {
        return tree.chain(account).stream().map(AccountNode::id).collect(Collectors.toSet());
    }

    private void requireFree(Callflow callflow) {
        Map<CallflowKey, String> holders = store.holders(callflow.account(), CallflowKey.of(callflow));
        List<FieldError> taken = CallflowKey.of(callflow).stream()
                .filter(key -> holders.containsKey(key) && !holders.get(key).equals(callflow.id()))
                .map(key -> taken(key, callflow.account(), holders.get(key)))
                .toList();
        if (!taken.isEmpty()) {
            throw new InvalidException(taken);
        }
    }

    private FieldError taken(CallflowKey key, AccountId account, String holder) {
        boolean number = key.kind() == CallflowKey.Kind.NUMBER;
        String name = store.find(account, holder)
                .map(found -> found.document().path("name").asText(""))
                .orElse("");
        String message = (number ? "Number " : "Pattern ") + key.text() + " exists in callflow " + holder + " " + name;
        return new FieldError(
                number ? Callflow.NUMBERS : Callflow.PATTERNS, "unique", message.strip(), null, null, key.text());
    }

    private Callflow stored(AccountId account, String id, LongPredicate expected) {
        Callflow stored = stored(account, id);
        return Races.expected(stored, stored.revision(), expected);
    }

    private Callflow stored(AccountId account, String id) {
        return store.find(account, id).orElseThrow(() -> new NotFoundException(id));
    }

    private Change change(Caller caller, Callflow callflow, String action) {
        return new Change(
                TOPIC, callflow.id(), callflow.account(), action, caller, now(), Json.write(callflow.document()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
