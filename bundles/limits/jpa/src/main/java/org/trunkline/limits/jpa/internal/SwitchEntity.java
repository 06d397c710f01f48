package org.trunkline.limits.jpa.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.spi.SwitchStore.StoredSwitch;

/** One row of {@code switch}. Never leaves this package. */
@Entity
@Table(name = "switch")
public class SwitchEntity {
    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "scope_id", nullable = false)
    private String scope;

    @Column(name = "renews", nullable = false)
    private boolean renews;

    @Column(name = "may_correct", nullable = false)
    private boolean mayCorrect;

    @Column(name = "may_assert_on_net", nullable = false)
    private boolean mayAssertOnNet;

    @Column(name = "may_backdate", nullable = false)
    private boolean mayBackdate;

    @Column(name = "key_ending", nullable = false)
    private String keyEnding;

    @Column(name = "key_hash", nullable = false)
    private String keyHash;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    protected SwitchEntity() {}

    SwitchEntity(StoredSwitch stored) {
        SwitchIdentity identity = stored.identity();
        id = identity.id();
        name = identity.name();
        scope = identity.scope().value();
        renews = identity.renews();
        mayCorrect = identity.mayCorrect();
        mayAssertOnNet = identity.mayAssertOnNet();
        mayBackdate = identity.mayBackdate();
        keyEnding = identity.keyEnding();
        keyHash = stored.keyHash();
        createdAtMicros = ChronoUnit.MICROS.between(Instant.EPOCH, identity.createdAt());
    }

    StoredSwitch toSwitch() {
        return new StoredSwitch(
                new SwitchIdentity(
                        id,
                        name,
                        new AccountId(scope),
                        renews,
                        mayCorrect,
                        mayAssertOnNet,
                        mayBackdate,
                        keyEnding,
                        Instant.EPOCH.plus(createdAtMicros, ChronoUnit.MICROS)),
                keyHash);
    }
}
