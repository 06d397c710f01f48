package org.trunkline.numbers.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.numbers.NumberFeatures;
import org.trunkline.numbers.NumberOrder;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.numbers.NumberResult;
import org.trunkline.numbers.NumberSearch;
import org.trunkline.numbers.NumberService;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.NumberView;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.spi.NumberStore;

/** The inventory: who sees which numbers. What becomes of them is decided by {@link Moves}. */
@Component
public final class NumberManager implements NumberService {
    static final String TOPIC = "phone_numbers";

    private final NumberStore store;
    private final NumberPlan plan;
    private final AccountTree tree;
    private final Access access;
    private final AccountFeatures features;
    private final KnownUses uses;
    private final OwnersModel owners;
    private final Aging aging;
    private final Clock clock;

    @Activate
    public NumberManager(
            @Reference NumberStore store,
            @Reference NumberPlan plan,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference FeatureSettings features,
            @Reference KnownUses uses,
            @Reference OwnersModel owners,
            @Reference Aging aging,
            @Reference Clock clock) {
        this(store, plan, tree, access, (AccountFeatures) features, uses, owners, aging, clock);
    }

    NumberManager(
            NumberStore store,
            NumberPlan plan,
            AccountTree tree,
            Access access,
            AccountFeatures features,
            KnownUses uses,
            OwnersModel owners,
            Aging aging,
            Clock clock) {
        this.store = store;
        this.plan = plan;
        this.tree = tree;
        this.access = access;
        this.features = features;
        this.uses = uses;
        this.owners = owners;
        this.aging = aging;
        this.clock = clock;
    }

    @Override
    public Page<NumberView> list(Caller caller, AccountId account, PageRequest page) {
        access.require(caller, account, Permission.NUMBER_READ);
        Written.requireStartKey(page.startKey());
        Page<PhoneNumber> numbers = store.list(account, page);
        return new Page<>(views(numbers.rows()), numbers.nextStartKey());
    }

    @Override
    public Page<NumberView> pool(Caller caller, AccountId account, PageRequest page) {
        access.require(caller, account, Permission.NUMBER_WRITE);
        Written.requireStartKey(page.startKey());
        Page<PhoneNumber> numbers = store.pool(account, page);
        return new Page<>(views(numbers.rows()), numbers.nextStartKey());
    }

    @Override
    public List<NumberView> search(Caller caller, AccountId account, NumberSearch search) {
        AccountNode node = access.require(caller, account, Permission.NUMBER_READ);
        String begins = Written.prefix(search.prefix(), search.country().orElse(node.country()));
        List<AccountId> pools = tree.chain(account).stream()
                .filter(each -> each.reseller() || each.isRoot())
                .map(AccountNode::id)
                .toList();
        return views(store.search(pools, begins, now(), search.offset(), search.sizeMax()));
    }

    @Override
    public NumberView get(Caller caller, AccountId account, String number) {
        return views(List.of(seen(caller, account, number))).get(0);
    }

    private PhoneNumber seen(Caller caller, AccountId account, String number) {
        AccountNode node = access.require(caller, account, Permission.NUMBER_READ);
        Sight sight = new Sight(access, tree, caller, node, now());
        return Written.e164(plan, number, node.country())
                .map(e164 -> store.find(List.of(e164)).get(e164))
                .filter(sight::sees)
                .orElseThrow(NumberRefused::notFound);
    }

    @Override
    public AccountId identify(Caller caller, AccountId account, String number) {
        PhoneNumber found = seen(caller, account, number);
        Optional<AccountId> owner = found.assignedTo().filter(each -> tree.contains(account, each));
        if (owner.isEmpty()) {
            throw NumberRefused.notIdentified("not_in_service", null, found.number());
        }
        if (!tree.enabled(owner.get())) {
            throw NumberRefused.notIdentified("account_disabled", owner.get().value(), found.number());
        }
        return owner.get();
    }

    @Override
    public Map<String, Boolean> check(Caller caller, AccountId account, ObjectNode document) {
        AccountNode node = access.require(caller, account, Permission.NUMBER_READ);
        Sight sight = new Sight(access, tree, caller, node, now());
        NumberNames names = NumberNames.of(plan, node, NumberNames.read(document));
        Map<String, Boolean> free = new LinkedHashMap<>();
        for (List<String> slice : names.slices()) {
            Map<String, PhoneNumber> stored = store.find(slice);
            slice.forEach(each -> free.put(
                    each,
                    stored.containsKey(each)
                            ? sight.mayTake(stored.get(each)) || sight.isOffered(stored.get(each))
                            : sight.mayAdd()));
        }
        names.unknown().forEach(each -> free.put(each, false));
        return free;
    }

    @Override
    public List<NumberState> creationStates(Caller caller, AccountId account) {
        AccountNode node = access.require(caller, account, Permission.NUMBER_READ);
        return new Sight(access, tree, caller, node, now()).creationStates();
    }

    @Override
    public int quantity(Caller caller, AccountId account) {
        access.require(caller, account, Permission.NUMBER_READ);
        return owners.quantity(account);
    }

    @Override
    public List<NumberResult> apply(Caller caller, AccountId account, NumberOrder order) {
        AccountNode target = access.require(caller, account, Permission.NUMBER_WRITE);
        NumberNames names = NumberNames.of(plan, target, order.numbers());
        Map<AccountId, Set<String>> denied = new HashMap<>();
        Sight sight = new Sight(access, tree, caller, target, now());
        Moves moves = new Moves(sight, order, plan, aging, each -> denied.computeIfAbsent(each, features::denied));
        NumberWrites writes = new NumberWrites(store, moves, caller, this::views);
        Map<String, NumberResult> results = new HashMap<>();
        names.slices().forEach(slice -> results.putAll(writes.write(slice)));
        names.unknown()
                .forEach(each -> results.put(
                        each, new NumberResult(each, Optional.empty(), Optional.of(NumberRefused.noNumber(each)))));
        return names.all().stream().map(results::get).toList();
    }

    @Override
    public List<NumberResult> apply(Caller caller, AccountId account, NumberOrder.Action action, ObjectNode document) {
        access.require(caller, account, Permission.NUMBER_WRITE);
        return apply(caller, account, new NumberOrder(action, NumberNames.read(document), document, revision -> true));
    }

    /** Settings and uses are asked for once for each account, however many numbers it has there. */
    private List<NumberView> views(Collection<PhoneNumber> numbers) {
        Instant now = now();
        Map<AccountId, List<String>> byAccount = numbers.stream()
                .filter(each -> each.assignedTo().isPresent() && each.state().isAssigned())
                .collect(Collectors.groupingBy(
                        each -> each.assignedTo().orElseThrow(),
                        Collectors.mapping(PhoneNumber::number, Collectors.toList())));
        Map<AccountId, Set<String>> denied = new HashMap<>();
        Map<String, String> used = new HashMap<>();
        byAccount.forEach((account, those) -> {
            denied.put(account, features.denied(account));
            used.putAll(uses.of(account, those));
        });
        return numbers.stream()
                .map(each -> new NumberView(
                        each,
                        each.stateAt(now),
                        NumberFeatures.active(each),
                        each.state().isAssigned()
                                ? NumberFeatures.available(
                                        each, denied.get(each.assignedTo().orElseThrow()))
                                : List.of(),
                        Optional.ofNullable(used.get(each.number()))))
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static ObjectNode audited(PhoneNumber number) {
        return number.document().put("state", number.state().id());
    }
}
