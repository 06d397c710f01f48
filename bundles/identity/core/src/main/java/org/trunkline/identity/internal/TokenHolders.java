package org.trunkline.identity.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.spi.ApiKeyStore;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/**
 * What requests ask of the holders of tokens, remembered: changes of this node count at once, those of other nodes within
 * {@link #AGE_MAX}.
 */
@Component(service = TokenHolders.class, immediate = true)
public final class TokenHolders {
    static final int HOLDERS_MAX = 50_000;
    static final Duration AGE_MAX = Duration.ofSeconds(15);

    /** Who holds tokens of this series. */
    record Holder(AccountId account, Optional<UserId> user, Role role, boolean enabled, String name, String series) {}

    private record Entry(Optional<Holder> holder, Instant read) {}

    private final UserStore users;
    private final ApiKeyStore apiKeys;
    private final Clock clock;
    private final ChangeFeed.Subscription userChanges;
    private final ChangeFeed.Subscription keyChanges;

    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > HOLDERS_MAX;
        }
    };
    private long changes;

    @Activate
    public TokenHolders(
            @Reference UserStore users,
            @Reference ApiKeyStore apiKeys,
            @Reference ChangeFeed feed,
            @Reference Clock clock) {
        this.users = users;
        this.apiKeys = apiKeys;
        this.clock = clock;
        userChanges = feed.subscribe(UserManager.TOPIC, change -> forget(userKey(change.key())));
        keyChanges = feed.subscribe(ApiKeyManager.TOPIC, this::forgetApiKey);
    }

    @Deactivate
    void close() {
        userChanges.close();
        keyChanges.close();
    }

    Optional<Holder> user(UserId id) {
        return remembered(userKey(id.value()), () -> users.find(id).map(TokenHolders::holder));
    }

    Optional<Holder> apiKey(AccountId account) {
        return remembered(apiKeyKey(account.value()), () -> apiKeys.find(account)
                .map(key -> new Holder(account, Optional.empty(), Role.ADMIN, true, "api_key", key.series())));
    }

    private static Holder holder(StoredUser stored) {
        var user = stored.user();
        return new Holder(
                user.account(),
                Optional.of(user.id()),
                user.role(),
                user.enabled() && user.username().isPresent(),
                user.username().orElse(""),
                stored.series());
    }

    private Optional<Holder> remembered(String key, Supplier<Optional<Holder>> read) {
        Instant now = clock.instant();
        long before;
        synchronized (entries) {
            Entry entry = entries.get(key);
            if (entry != null && entry.read().plus(AGE_MAX).isAfter(now)) {
                return entry.holder();
            }
            before = changes;
        }
        Optional<Holder> holder = read.get();
        synchronized (entries) {
            // What was read while something changed may be old already.
            if (before == changes && holder.isPresent()) {
                entries.put(key, new Entry(holder, now));
            }
        }
        return holder;
    }

    private void forgetApiKey(Change change) {
        forget(apiKeyKey(change.key()));
    }

    private void forget(String key) {
        synchronized (entries) {
            changes++;
            entries.remove(key);
        }
    }

    private static String userKey(String id) {
        return "user/" + id;
    }

    private static String apiKeyKey(String account) {
        return "api_key/" + account;
    }
}
