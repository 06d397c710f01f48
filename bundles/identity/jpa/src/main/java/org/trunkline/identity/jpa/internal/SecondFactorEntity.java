package org.trunkline.identity.jpa.internal;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.identity.spi.StoredSecondFactor;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;

/** One row of {@code identity_second_factor}. Never leaves this package. */
@Entity
@Table(name = "identity_second_factor")
public class SecondFactorEntity {
    @Id
    @Column(name = "user_id", length = 32)
    private String user;

    @Column(name = "account_id", nullable = false)
    private String account;

    @Column(name = "wrapped_secret", nullable = false)
    private String wrappedSecret;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    @Column(name = "verified_at_micros")
    private Long verifiedAtMicros;

    @Column(name = "last_step", nullable = false)
    private long lastStep;

    protected SecondFactorEntity() {}

    SecondFactorEntity(StoredSecondFactor factor) {
        user = factor.user().value();
        set(factor);
    }

    void set(StoredSecondFactor factor) {
        account = factor.account().value();
        wrappedSecret = factor.wrappedSecret();
        createdAtMicros = Micros.of(factor.created());
        verifiedAtMicros = factor.verified().map(Micros::of).orElse(null);
        lastStep = factor.lastStep();
    }

    boolean isVerified() {
        return verifiedAtMicros != null;
    }

    boolean hasSecret(String wrapped) {
        return wrappedSecret.equals(wrapped);
    }

    void verify(long atMicros, long step) {
        verifiedAtMicros = atMicros;
        lastStep = step;
    }

    boolean take(long step) {
        if (step <= lastStep) {
            return false;
        }
        lastStep = step;
        return true;
    }

    StoredSecondFactor toStoredSecondFactor() {
        return new StoredSecondFactor(
                new UserId(user),
                new AccountId(account),
                wrappedSecret,
                Micros.toInstant(createdAtMicros),
                Optional.ofNullable(verifiedAtMicros).map(Micros::toInstant),
                lastStep);
    }
}
