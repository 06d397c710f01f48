package org.trunkline.identity.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.ApiKey;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;

/** What every store of API keys and of signing keys promises. Each test has empty stores. */
public interface KeyStoresContract {
    Instant AT = Instant.parse("2026-01-02T03:04:05.000006Z");
    AccountId ACCOUNT = new AccountId("a".repeat(32));

    ApiKeyStore apiKeys();

    SigningKeyStore signingKeys();

    @Test
    default void keepsOneApiKeyPerAccount() {
        StoredApiKey first = new StoredApiKey(new ApiKey(ACCOUNT, "1111", AT), "hash1", "series1");
        StoredApiKey second = new StoredApiKey(new ApiKey(ACCOUNT, "2222", AT.plusSeconds(1)), "hash2", "series2");

        apiKeys().replace(first, change("api_keys"));
        assertThat(apiKeys().find(ACCOUNT)).contains(first);
        assertThat(apiKeys().findByHash("hash1")).contains(first);

        apiKeys().replace(second, change("api_keys"));
        assertThat(apiKeys().find(ACCOUNT)).contains(second);
        assertThat(apiKeys().findByHash("hash1")).isEmpty();
    }

    @Test
    default void returnsSigningKeysFromOldToNew() {
        StoredSigningKey young = new StoredSigningKey("1", AT.plusSeconds(1), "public1", "wrapped1");
        StoredSigningKey old = new StoredSigningKey("2", AT, "public2", "wrapped2");
        signingKeys().insert(young, change("signing_keys"));
        signingKeys().insert(old, change("signing_keys"));

        assertThat(signingKeys().all()).containsExactly(old, young);

        signingKeys().deleteBefore(AT.plusSeconds(1), change("signing_keys"));
        assertThat(signingKeys().all()).containsExactly(young);
    }

    private static Change change(String topic) {
        return new Change(topic, "key", ACCOUNT, "created", Caller.system(ACCOUNT, "test"), AT, "{}");
    }
}
