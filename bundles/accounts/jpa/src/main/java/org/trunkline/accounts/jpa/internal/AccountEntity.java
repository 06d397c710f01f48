package org.trunkline.accounts.jpa.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;

/** One row of {@code account}. Never leaves this package. */
@Entity
@Table(name = "account")
public class AccountEntity {
    private static final int ID_LENGTH = 32;

    @Id
    @Column(name = "id", length = ID_LENGTH)
    private String id;

    @Column(name = "parent_id", length = ID_LENGTH, updatable = false)
    private String parent;

    @Column(name = "path", nullable = false, updatable = false)
    private String path;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "realm", nullable = false)
    private String realm;

    @Column(name = "name_key")
    private String nameKey;

    @Column(name = "realm_key")
    private String realmKey;

    @Column(name = "root_key", updatable = false)
    private String rootKey;

    @Column(name = "enabled", nullable = false)
    private boolean enabled;

    @Column(name = "reseller", nullable = false)
    private boolean reseller;

    /** Counted by statements of their own, so that children neither wait for nor outdate a change of their parent. */
    @Column(name = "children_count", nullable = false, updatable = false)
    private int childrenCount;

    @Column(name = "created_at_micros", nullable = false, updatable = false)
    private long createdAtMicros;

    @Column(name = "modified_at_micros", nullable = false)
    private long modifiedAtMicros;

    @Column(name = "deleted_at_micros")
    private Long deletedAtMicros;

    /** When all but its id was taken from the row of a deleted account. */
    @Column(name = "forgotten_at_micros")
    private Long forgottenAtMicros;

    /** Compared under the lock of the row; not a JPA version, which a change of nothing would not move. */
    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "document", nullable = false)
    private String document;

    protected AccountEntity() {}

    AccountEntity(Account account) {
        id = account.id().value();
        parent = account.parent().map(AccountId::value).orElse(null);
        path = pathOf(account);
        rootKey = account.isRoot() ? "root" : null;
        createdAtMicros = micros(account.created());
        revision = 1;
        write(account);
    }

    /** Returns the path column of an account: what lies below it begins with this. */
    static String pathOf(Account account) {
        StringBuilder path = new StringBuilder();
        account.path().forEach(each -> path.append(each.value()));
        return path.append(account.id().value()).toString();
    }

    void change(Account account) {
        revision++;
        write(account);
    }

    void delete(Instant at) {
        revision++;
        deletedAtMicros = micros(at);
        nameKey = null;
        realmKey = null;
    }

    void restore(Account account) {
        deletedAtMicros = null;
        write(account);
    }

    void forget(Instant at) {
        forgottenAtMicros = micros(at);
        name = "";
        realm = "";
        document = "{}";
    }

    DeletedAccount toDeleted() {
        return new DeletedAccount(new AccountId(id), name, realm, new AccountId(parent), instant(deletedAtMicros));
    }

    private void write(Account account) {
        name = account.name();
        realm = account.realm();
        nameKey = account.nameKey();
        realmKey = account.realmKey();
        enabled = account.enabled();
        reseller = account.reseller();
        modifiedAtMicros = micros(account.modified());
        document = Json.write(account.document());
    }

    boolean isDeleted() {
        return deletedAtMicros != null;
    }

    long revision() {
        return revision;
    }

    int childrenCount() {
        return childrenCount;
    }

    Account toAccount() {
        List<AccountId> ancestors = new ArrayList<>();
        for (int start = 0; start < path.length() - ID_LENGTH; start += ID_LENGTH) {
            ancestors.add(new AccountId(path.substring(start, start + ID_LENGTH)));
        }
        return new Account(
                new AccountId(id),
                Optional.ofNullable(parent).map(AccountId::new),
                ancestors,
                name,
                realm,
                enabled,
                reseller,
                childrenCount,
                instant(createdAtMicros),
                instant(modifiedAtMicros),
                revision,
                Json.parseObject(document));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
