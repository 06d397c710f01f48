package org.trunkline.apps.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.apps.spi.AccountApps;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;

/** One row of {@code account_apps}. Never leaves this package. */
@Entity
@Table(name = "account_apps")
public class AccountAppsEntity {
    @Id
    @Column(name = "account_id", length = 32)
    private String account;

    /** Compared under the lock of the row; not a JPA version, which a change of nothing would not move. */
    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "document", nullable = false)
    private String document;

    protected AccountAppsEntity() {}

    AccountAppsEntity(AccountApps apps) {
        account = apps.account().value();
        write(apps);
    }

    void write(AccountApps apps) {
        document = Json.write(apps.document());
        revision++;
    }

    long revision() {
        return revision;
    }

    AccountApps toApps() {
        return new AccountApps(new AccountId(account), Json.parseObject(document), revision);
    }
}
