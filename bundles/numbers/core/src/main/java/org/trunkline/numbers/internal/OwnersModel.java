package org.trunkline.numbers.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.numbers.NumberOwners;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.spi.NumberStore;
import org.trunkline.numbers.spi.NumberStore.Owned;

/** Whose numbers are: all of them read at the start, and each again when it has changed. */
@Component(
        service = {NumberOwners.class, OwnersModel.class},
        immediate = true)
public final class OwnersModel implements NumberOwners {
    private static final int SLICE = 10_000;

    private final NumberStore store;
    private final NumberPlan plan;
    private final AccountTree tree;

    /** By their digits; of each account one id for all its numbers, for there may be millions. */
    private final Map<Long, AccountId> owners = new ConcurrentHashMap<>();

    private final Map<AccountId, Integer> counts = new ConcurrentHashMap<>();
    private final ChangeFeed.Subscription changes;

    @Activate
    public OwnersModel(
            @Reference NumberStore store,
            @Reference NumberPlan plan,
            @Reference AccountTree tree,
            @Reference ChangeFeed feed) {
        this.store = store;
        this.plan = plan;
        this.tree = tree;
        synchronized (owners) {
            changes = feed.subscribe(NumberManager.TOPIC, this::apply);
            try {
                load();
            } catch (RuntimeException e) {
                changes.close();
                throw e;
            }
        }
    }

    @Deactivate
    void close() {
        changes.close();
    }

    private void load() {
        Map<AccountId, AccountId> ids = new HashMap<>();
        List<Owned> slice = store.ownedAfter(Optional.empty(), SLICE);
        while (!slice.isEmpty()) {
            slice.forEach(each -> put(each.number(), ids.computeIfAbsent(each.account(), id -> id)));
            slice = store.ownedAfter(Optional.of(slice.get(slice.size() - 1).number()), SLICE);
        }
    }

    private void apply(Change change) {
        synchronized (owners) {
            Optional<AccountId> owner = Optional.ofNullable(
                            store.find(List.of(change.key())).get(change.key()))
                    .flatMap(PhoneNumber::assignedTo);
            if (owner.isPresent()) {
                put(change.key(), owner.get());
            } else {
                AccountId before = owners.remove(key(change.key()));
                count(before, -1);
            }
        }
    }

    private void put(String number, AccountId owner) {
        AccountId before = owners.put(key(number), owner);
        count(before, -1);
        count(owner, 1);
    }

    private void count(AccountId account, int change) {
        if (account != null) {
            counts.compute(account, (id, old) -> {
                int now = (old == null ? 0 : old) + change;
                return now == 0 ? null : now;
            });
        }
    }

    private static Long key(String e164) {
        return Long.valueOf(e164.substring(1));
    }

    @Override
    public Optional<AccountId> owner(String number) {
        return Written.e164(plan, number, tree.root().country())
                .map(e164 -> owners.get(key(e164)))
                .filter(account -> tree.find(account).isPresent());
    }

    /** Returns how many numbers the account and those below it have. */
    int quantity(AccountId account) {
        return counts.entrySet().stream()
                .filter(each -> tree.contains(account, each.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
