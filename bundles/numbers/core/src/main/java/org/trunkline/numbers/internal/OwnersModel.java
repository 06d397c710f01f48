package org.trunkline.numbers.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.numbers.NumberOwners;
import org.trunkline.numbers.NumberPlan;

/**
 * Whose numbers are, in memory. Calls ask it, so it needs no store: what was known last counts while that is away, and nobody
 * changes numbers then.
 */
@Component(service = {NumberOwners.class, OwnersModel.class})
public final class OwnersModel implements NumberOwners {

    /** One state of all. By their digits: there may be millions. */
    private record Known(Map<Long, AccountId> owners, Map<AccountId, Integer> counts) {
        static Known nothing() {
            return new Known(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        void put(String number, Optional<AccountId> owner) {
            Long key = Long.valueOf(number.substring(1));
            AccountId before = owner.isPresent() ? owners.put(key, owner.get()) : owners.remove(key);
            count(before, -1);
            count(owner.orElse(null), 1);
        }

        private void count(AccountId account, int change) {
            if (account != null) {
                counts.compute(account, (id, old) -> {
                    int now = (old == null ? 0 : old) + change;
                    return now == 0 ? null : now;
                });
            }
        }
    }

    private final NumberPlan plan;
    private final AccountTree tree;
    /** Null until they were read for the first time: who is told then that a number is nobody's would believe it. */
    private volatile Known known;

    @Activate
    public OwnersModel(@Reference NumberPlan plan, @Reference AccountTree tree) {
        this.plan = plan;
        this.tree = tree;
    }

    @Override
    public Optional<AccountId> owner(String number) {
        Known current = known();
        return Written.e164(plan, number, tree.root().country())
                .map(e164 -> current.owners().get(Long.valueOf(e164.substring(1))))
                .filter(account -> tree.find(account).isPresent());
    }

    /** Returns how many numbers the account and those below it have. */
    int quantity(AccountId account) {
        return known().counts().entrySet().stream()
                .filter(each -> tree.contains(account, each.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Takes a number as that of this account, or of nobody. */
    void put(String number, Optional<AccountId> owner) {
        known().put(number, owner);
    }

    private Known known() {
        Known current = known;
        if (current == null) {
            throw new UnavailableException("starting", "whose numbers are has not been read yet");
        }
        return current;
    }

    /** Forgets what it knew and takes these. */
    void replace(Iterable<Map.Entry<String, AccountId>> all) {
        Known fresh = Known.nothing();
        all.forEach(each -> fresh.put(each.getKey(), Optional.of(each.getValue())));
        known = fresh;
    }
}
