package org.trunkline.identity.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.UserCounts;

/** Counts the enabled users of all accounts: once at the start, and those of an account again when one of them has changed. */
@Component(service = UserCounts.class, immediate = true)
public final class EnabledUsers implements UserCounts {
    private final UserStore store;
    private final Map<AccountId, Integer> counts = new ConcurrentHashMap<>();
    private final List<Consumer<AccountId>> listeners = new CopyOnWriteArrayList<>();
    private final ChangeFeed.Subscription changes;

    @Activate
    public EnabledUsers(@Reference UserStore store, @Reference ChangeFeed feed) {
        this.store = store;
        synchronized (counts) {
            changes = feed.subscribe(UserManager.TOPIC, this::apply);
            try {
                store.forEachEnabledCount(counts::put);
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

    @Override
    public int enabled(AccountId account) {
        return counts.getOrDefault(account, 0);
    }

    @Override
    public ChangeFeed.Subscription subscribe(Consumer<AccountId> listener) {
        // of its own, for the same listener may be there twice
        Consumer<AccountId> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    private void apply(Change change) {
        AccountId account = change.account();
        synchronized (counts) {
            int now = store.countEnabled(account);
            int before = enabled(account);
            if (now == before) {
                return;
            }
            if (now == 0) {
                counts.remove(account);
            } else {
                counts.put(account, now);
            }
        }
        listeners.forEach(listener -> listener.accept(account));
    }
}
