package org.trunkline.numbers.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.spi.NumberStore;
import org.trunkline.numbers.spi.NumberStore.Owned;

/** Reads whose numbers are: all of them when the store comes, and each again when it has changed. */
@Component(service = OwnersLoader.class, immediate = true)
public final class OwnersLoader {
    private static final int SLICE = 10_000;

    private final NumberStore store;
    private final OwnersModel owners;
    private final ChangeFeed.Subscription changes;

    @Activate
    public OwnersLoader(@Reference NumberStore store, @Reference OwnersModel owners, @Reference ChangeFeed feed) {
        this.store = store;
        this.owners = owners;
        synchronized (owners) {
            changes = feed.subscribe(NumberManager.TOPIC, this::apply);
            try {
                owners.replace(all().entrySet());
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

    private Map<String, AccountId> all() {
        Map<String, AccountId> all = new HashMap<>();
        // one id for all numbers of an account
        Map<AccountId, AccountId> ids = new HashMap<>();
        List<Owned> slice = store.ownedAfter(Optional.empty(), SLICE);
        while (!slice.isEmpty()) {
            slice.forEach(each -> all.put(each.number(), ids.computeIfAbsent(each.account(), id -> id)));
            slice = store.ownedAfter(Optional.of(slice.get(slice.size() - 1).number()), SLICE);
        }
        return all;
    }

    private void apply(Change change) {
        synchronized (owners) {
            PhoneNumber stored = store.find(List.of(change.key())).get(change.key());
            owners.put(change.key(), Optional.ofNullable(stored).flatMap(PhoneNumber::assignedTo));
        }
    }
}
