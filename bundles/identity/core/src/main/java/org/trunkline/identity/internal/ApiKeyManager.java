package org.trunkline.identity.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.ApiKey;
import org.trunkline.identity.ApiKeyService;
import org.trunkline.identity.spi.ApiKeyStore;
import org.trunkline.identity.spi.StoredApiKey;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.Permission;

/** Makes the keys of accounts. */
@Component
public final class ApiKeyManager implements ApiKeyService {
    static final String TOPIC = "api_keys";

    /** 64 hexadecimal characters on the wire. */
    private static final int SECRET_BYTES = 32;

    private static final int SHOWN = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ApiKeyStore store;
    private final Access access;
    private final Clock clock;

    @Activate
    public ApiKeyManager(@Reference ApiKeyStore store, @Reference Access access, @Reference Clock clock) {
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Optional<ApiKey> find(Caller caller, AccountId account) {
        access.require(caller, account, Permission.API_KEY);
        return store.find(account).map(StoredApiKey::key);
    }

    @Override
    public NewApiKey regenerate(Caller caller, AccountId account) {
        access.require(caller, account, Permission.API_KEY);
        if (caller.kind() == Caller.Kind.API_KEY) {
            throw new ForbiddenException("only a user may make a new key");
        }
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiKey key = new ApiKey(account, secret.substring(secret.length() - SHOWN), now);
        store.replace(
                new StoredApiKey(key, hash(secret), Ids.random()),
                new Change(TOPIC, account.value(), account, "regenerated", caller, now, "{}"));
        return new NewApiKey(secret, key);
    }

    static String hash(String secret) {
        return LoginManager.sha256(secret);
    }
}
