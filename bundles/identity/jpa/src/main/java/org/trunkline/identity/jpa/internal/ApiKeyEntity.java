package org.trunkline.identity.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.identity.ApiKey;
import org.trunkline.identity.spi.StoredApiKey;
import org.trunkline.kernel.AccountId;

/** One row of {@code identity_api_key}. Never leaves this package. */
@Entity
@Table(name = "identity_api_key")
public class ApiKeyEntity {
    @Id
    @Column(name = "account_id", length = 32)
    private String account;

    @Column(name = "secret_hash", nullable = false)
    private String hash;

    @Column(name = "last_four", nullable = false)
    private String lastFour;

    @Column(name = "series", nullable = false)
    private String series;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    protected ApiKeyEntity() {}

    ApiKeyEntity(StoredApiKey stored) {
        account = stored.key().account().value();
        hash = stored.hash();
        lastFour = stored.key().lastFour();
        series = stored.series();
        createdAtMicros = Micros.of(stored.key().created());
    }

    StoredApiKey toStoredApiKey() {
        ApiKey key = new ApiKey(new AccountId(account), lastFour, Micros.toInstant(createdAtMicros));
        return new StoredApiKey(key, hash, series);
    }
}
