package org.trunkline.limits.state.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.limits.Limits;
import org.trunkline.limits.spi.LimitStore;

/** The limits of all accounts that have some, in memory. */
@Component(service = LimitModel.class)
public final class LimitModel {
    static final String TOPIC = "limits";

    private final LimitStore store;
    private final Map<AccountId, Limits> limits = new ConcurrentHashMap<>();
    private final ChangeFeed.Subscription subscription;

    @Activate
    public LimitModel(@Reference LimitStore store, @Reference ChangeFeed feed) {
        this.store = store;
        synchronized (limits) {
            subscription = feed.subscribe(TOPIC, this::apply);
            try {
                store.forEach(each -> limits.put(each.account(), each));
            } catch (RuntimeException e) {
                subscription.close();
                throw e;
            }
        }
    }

    @Deactivate
    public void close() {
        subscription.close();
    }

    Limits of(AccountId account) {
        Limits found = limits.get(account);
        return found == null ? Limits.defaults(account) : found;
    }

    private void apply(Change change) {
        synchronized (limits) {
            AccountId account = new AccountId(change.key());
            store.find(account).ifPresentOrElse(each -> limits.put(account, each), () -> limits.remove(account));
        }
    }
}
