package org.trunkline.identity.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.identity.spi.StoredSigningKey;

/** One row of {@code identity_signing_key}. Never leaves this package. */
@Entity
@Table(name = "identity_signing_key")
public class SigningKeyEntity {
    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    @Column(name = "public_key", nullable = false)
    private String publicKey;

    @Column(name = "wrapped_private_key", nullable = false)
    private String wrappedPrivateKey;

    protected SigningKeyEntity() {}

    SigningKeyEntity(StoredSigningKey stored) {
        id = stored.id();
        createdAtMicros = Micros.of(stored.created());
        publicKey = stored.publicKey();
        wrappedPrivateKey = stored.wrappedPrivateKey();
    }

    StoredSigningKey toStoredSigningKey() {
        return new StoredSigningKey(id, Micros.toInstant(createdAtMicros), publicKey, wrappedPrivateKey);
    }
}
