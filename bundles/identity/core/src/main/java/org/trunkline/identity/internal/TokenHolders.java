package org.trunkline.identity.internal;

import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.spi.ApiKeyStore;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** What requests ask of the holders of tokens, remembered. */
@Component(service = TokenHolders.class, immediate = true)
public final class TokenHolders {
    /** Who holds tokens of this series. */
    record Holder(AccountId account, Optional<UserId> user, Role role, boolean enabled, String name, String series) {}

    private final UserStore users;
    private final ApiKeyStore apiKeys;
    private final Remembered<Holder> remembered;
    private final ChangeFeed.Subscription userChanges;
    private final ChangeFeed.Subscription keyChanges;

    @Activate
    public TokenHolders(
            @Reference UserStore users,
            @Reference ApiKeyStore apiKeys,
            @Reference ChangeFeed feed,
            @Reference Clock clock) {
        this.users = users;
        this.apiKeys = apiKeys;
        remembered = new Remembered<>(clock);
        userChanges = feed.subscribe(UserManager.TOPIC, change -> remembered.forget(userKey(change.key())));
        keyChanges = feed.subscribe(ApiKeyManager.TOPIC, change -> remembered.forget(apiKeyKey(change.key())));
    }

    @Deactivate
    void close() {
        userChanges.close();
        keyChanges.close();
    }

    Optional<Holder> user(UserId id) {
        return remembered.get(userKey(id.value()), () -> users.find(id).map(TokenHolders::holder));
    }

    Optional<Holder> apiKey(AccountId account) {
        return remembered.get(apiKeyKey(account.value()), () -> apiKeys.find(account)
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

    private static String userKey(String id) {
        return "user/" + id;
    }

    private static String apiKeyKey(String account) {
        return "api_key/" + account;
    }
}
