package org.trunkline.limits.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountUsers;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.UserCounts;

/** Accounts have as many users as a test says. */
final class TestUsers implements UserCounts {
    private final Map<AccountId, Integer> counts = new ConcurrentHashMap<>();
    private final List<Consumer<AccountId>> listeners = new CopyOnWriteArrayList<>();

    /** Which users there are; null while nobody keeps any. */
    AccountUsers kept;

    void put(AccountId account, int enabled) {
        counts.put(account, enabled);
        listeners.forEach(listener -> listener.accept(account));
    }

    @Override
    public int enabled(AccountId account) {
        return counts.getOrDefault(account, 0);
    }

    @Override
    public ChangeFeed.Subscription subscribe(Consumer<AccountId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
