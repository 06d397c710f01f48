package org.trunkline.identity.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.identity.spi.StoredLink;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;

/** One row of {@code identity_link}. Never leaves this package. */
@Entity
@Table(name = "identity_link")
public class LinkEntity {
    @Id
    @Column(name = "id", length = 40)
    private String id;

    @Column(name = "user_id", nullable = false, updatable = false)
    private String user;

    @Column(name = "account_id", nullable = false, updatable = false)
    private String account;

    @Column(name = "secret_hash", nullable = false)
    private String hash;

    @Column(name = "series", nullable = false)
    private String series;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    @Column(name = "expires_at_micros", nullable = false)
    private long expiresAtMicros;

    @Column(name = "attempts", nullable = false)
    private int attempts;

    protected LinkEntity() {}

    LinkEntity(StoredLink link, int place) {
        id = id(link.user(), place);
        user = link.user().value();
        account = link.account().value();
        set(link);
    }

    static String id(UserId user, int place) {
        return user + ":" + place;
    }

    final void set(StoredLink link) {
        hash = link.hash();
        series = link.series();
        createdAtMicros = Micros.of(link.created());
        expiresAtMicros = Micros.of(link.expires());
        attempts = link.attempts();
    }

    boolean isOver(long nowMicros) {
        return expiresAtMicros <= nowMicros;
    }

    int attempts() {
        return attempts;
    }

    void attempt() {
        attempts++;
    }

    StoredLink toStoredLink() {
        return new StoredLink(
                new UserId(user),
                new AccountId(account),
                hash,
                series,
                Micros.toInstant(createdAtMicros),
                Micros.toInstant(expiresAtMicros),
                attempts);
    }
}
