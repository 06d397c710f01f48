package org.trunkline.identity.jpa.internal;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.trunkline.identity.LoginRecord;
import org.trunkline.identity.LoginSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;

/** One row of {@code identity_login}. Never leaves this package. */
@Entity
@Table(name = "identity_login")
@IdClass(LoginEntity.Key.class)
public class LoginEntity {
    /** What names a row. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String account;
        private String id;

        public Key() {}

        Key(String account, String id) {
            this.account = account;
            this.id = id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && account.equals(key.account) && id.equals(key.id);
        }

        @Override
        public int hashCode() {
            return Objects.hash(account, id);
        }
    }

    @Id
    @Column(name = "account_id", length = 32)
    private String account;

    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "user_id")
    private String user;

    @Column(name = "module", nullable = false)
    private String module;

    @Column(name = "success", nullable = false)
    private boolean success;

    @Column(name = "message", nullable = false)
    private String message;

    @Column(name = "address", nullable = false)
    private String address;

    @Column(name = "user_agent", nullable = false)
    private String userAgent;

    @Column(name = "request_id", nullable = false)
    private String requestId;

    @Column(name = "at_micros", nullable = false)
    private long atMicros;

    protected LoginEntity() {}

    LoginEntity(LoginRecord row) {
        account = row.account().value();
        id = row.id();
        user = row.user().map(UserId::value).orElse(null);
        module = row.module();
        success = row.success();
        message = row.message();
        address = row.source().address();
        userAgent = row.source().userAgent();
        requestId = row.source().requestId();
        atMicros = Micros.of(row.at());
    }

    LoginRecord toLoginRecord() {
        return new LoginRecord(
                id,
                new AccountId(account),
                Optional.ofNullable(user).map(UserId::new),
                module,
                success,
                message,
                new LoginSource(address, userAgent, requestId),
                Micros.toInstant(atMicros));
    }
}
