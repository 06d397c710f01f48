package org.trunkline.identity.jpa.internal;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

/** One row of {@code identity_recovery_code}. Never leaves this package. */
@Entity
@Table(name = "identity_recovery_code")
@IdClass(RecoveryCodeEntity.Key.class)
public class RecoveryCodeEntity {
    /** What names a row, which has nothing else. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String user;
        private String hash;

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && user.equals(key.user) && hash.equals(key.hash);
        }

        @Override
        public int hashCode() {
            return Objects.hash(user, hash);
        }
    }

    @Id
    @Column(name = "user_id", length = 32)
    private String user;

    @Id
    @Column(name = "code_hash", length = 64)
    private String hash;

    protected RecoveryCodeEntity() {}

    RecoveryCodeEntity(String user, String hash) {
        this.user = user;
        this.hash = hash;
    }
}
