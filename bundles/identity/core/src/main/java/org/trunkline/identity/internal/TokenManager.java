package org.trunkline.identity.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.TokenService;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.ApiKeyStore;
import org.trunkline.identity.spi.StoredApiKey;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.UserId;

/** Gives users and keys new series: tokens of the old ones are valid no more. */
@Component
public final class TokenManager implements TokenService {
    private final UserManager users;
    private final UserStore userStore;
    private final ApiKeyStore keys;
    private final Access access;
    private final Clock clock;

    @Activate
    public TokenManager(
            @Reference UserManager users,
            @Reference UserStore userStore,
            @Reference ApiKeyStore keys,
            @Reference Access access,
            @Reference Clock clock) {
        this.users = users;
        this.userStore = userStore;
        this.keys = keys;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void endTokens(Caller caller, AccountId account, UserId id) {
        User user = users.get(caller, account, id);
        if (!caller.user().equals(Optional.of(id))) {
            access.require(caller, account, Permission.USER_WRITE);
        }
        users.endTokens(caller, user);
    }

    @Override
    public void endTokens(Caller caller, AccountId account) {
        access.require(caller, account, Permission.USER_WRITE);
        access.require(caller, account, Permission.API_KEY);
        keys.find(account).ifPresent(key -> endTokens(caller, key));
        Optional<String> start = Optional.empty();
        do {
            Page<User> page = userStore.list(account, new PageRequest(start, PageRequest.SIZE_DEFAULT, true));
            page.rows().forEach(user -> users.endTokens(caller, user));
            start = page.nextStartKey();
        } while (start.isPresent());
    }

    private void endTokens(Caller caller, StoredApiKey key) {
        AccountId account = key.key().account();
        keys.replace(
                new StoredApiKey(key.key(), key.hash(), Ids.random()),
                new Change(
                        ApiKeyManager.TOPIC,
                        account.value(),
                        account,
                        "tokens_ended",
                        caller,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        "{}"));
    }
}
