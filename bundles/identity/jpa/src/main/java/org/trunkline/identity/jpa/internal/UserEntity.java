package org.trunkline.identity.jpa.internal;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.PasswordHash;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.identity.spi.UserListKey;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** One row of {@code identity_user}. Never leaves this package. */
@Entity
@Table(name = "identity_user")
public class UserEntity {
    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "account_id", nullable = false, updatable = false)
    private String account;

    @Column(name = "username")
    private String username;

    @Column(name = "first_name", nullable = false)
    private String firstName;

    @Column(name = "last_name", nullable = false)
    private String lastName;

    @Column(name = "email")
    private String email;

    @Column(name = "role", nullable = false)
    private String role;

    @Column(name = "enabled", nullable = false)
    private boolean enabled;

    @Column(name = "require_password_update", nullable = false)
    private boolean requirePasswordUpdate;

    @Column(name = "password_parameters")
    private String passwordParameters;

    @Column(name = "password_md5")
    private String passwordMd5;

    @Column(name = "password_sha1")
    private String passwordSha1;

    @Column(name = "series", nullable = false)
    private String series;

    @Column(name = "first_key")
    private String firstKey;

    @Column(name = "list_name", nullable = false)
    private String listName;

    @Column(name = "created_at_micros", nullable = false, updatable = false)
    private long createdAtMicros;

    @Column(name = "modified_at_micros", nullable = false)
    private long modifiedAtMicros;

    @Column(name = "deleted_at_micros")
    private Long deletedAtMicros;

    /** Compared under the lock of the row; not a JPA version, which a change of nothing would not move. */
    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "document", nullable = false)
    private String document;

    protected UserEntity() {}

    UserEntity(StoredUser stored, boolean first) {
        id = stored.user().id().value();
        account = stored.user().account().value();
        firstKey = first ? account : null;
        createdAtMicros = Micros.of(stored.user().created());
        revision = 1;
        write(stored);
    }

    void change(StoredUser stored) {
        revision++;
        write(stored);
    }

    void delete(Instant at) {
        revision++;
        deletedAtMicros = Micros.of(at);
        username = null;
        firstKey = null;
        keep(Optional.empty());
    }

    private void write(StoredUser stored) {
        User user = stored.user();
        username = user.username().orElse(null);
        firstName = user.firstName();
        lastName = user.lastName();
        email = user.email().orElse(null);
        role = user.role().name();
        enabled = user.enabled();
        requirePasswordUpdate = user.requirePasswordUpdate();
        keep(stored.password());
        series = stored.series();
        listName = UserListKey.of(user).name();
        modifiedAtMicros = Micros.of(user.modified());
        document = Json.write(user.document());
    }

    private void keep(Optional<PasswordHash> password) {
        passwordParameters = password.map(PasswordHash::parameters).orElse(null);
        passwordMd5 = password.map(PasswordHash::md5).orElse(null);
        passwordSha1 = password.map(PasswordHash::sha1).orElse(null);
    }

    String id() {
        return id;
    }

    boolean isDeleted() {
        return deletedAtMicros != null;
    }

    long revision() {
        return revision;
    }

    StoredUser toStoredUser() {
        Optional<PasswordHash> password = Optional.ofNullable(passwordParameters)
                .map(parameters -> new PasswordHash(parameters, passwordMd5, passwordSha1));
        return new StoredUser(toUser(), password, series);
    }

    User toUser() {
        return new User(
                new UserId(id),
                new AccountId(account),
                Optional.ofNullable(username),
                firstName,
                lastName,
                Optional.ofNullable(email),
                Role.valueOf(role),
                enabled,
                requirePasswordUpdate,
                Micros.toInstant(createdAtMicros),
                Micros.toInstant(modifiedAtMicros),
                revision,
                Json.parseObject(document));
    }
}
