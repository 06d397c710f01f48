package org.trunkline.limits.state.internal;

import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.UserCounts;

/**
 * How many users accounts have, by whoever counts them now. While nobody does, for users are being updated, what was counted
 * last goes on: nobody can change users then. Live calls must not go with the users, so this is no reference of a component.
 */
@Component(service = KnownUsers.class, immediate = true)
public final class KnownUsers {
    private final Runnable closing;
    private volatile UserCounts last;
    private volatile Consumer<Optional<AccountId>> listener = account -> {};

    @Activate
    public KnownUsers(BundleContext context) {
        closing = UserCountsTracker.open(context, this::add);
    }

    private KnownUsers() {
        closing = () -> {};
    }

    /** Knows these users, outside of a container. */
    public static KnownUsers of(UserCounts counts) {
        KnownUsers users = new KnownUsers();
        users.add(counts);
        return users;
    }

    /** Nobody keeps users. */
    public static KnownUsers none() {
        return new KnownUsers();
    }

    @Deactivate
    void close() {
        closing.run();
    }

    private ChangeFeed.Subscription add(UserCounts counts) {
        ChangeFeed.Subscription subscription = counts.subscribe(account -> listener.accept(Optional.of(account)));
        last = counts;
        listener.accept(Optional.empty());
        return subscription;
    }

    int enabled(AccountId account) {
        UserCounts counts = last;
        return counts == null ? 0 : counts.enabled(account);
    }

    /** @param told of each account with another number of users; of none where all may have another */
    void tell(Consumer<Optional<AccountId>> told) {
        listener = told;
    }
}
