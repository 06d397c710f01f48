package org.trunkline.identity.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.identity.spi.StoredSecurity;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;

/** One row of {@code identity_security}. Never leaves this package. */
@Entity
@Table(name = "identity_security")
public class SecurityEntity {
    @Id
    @Column(name = "account_id", length = 32)
    private String account;

    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "document", nullable = false)
    private String document;

    protected SecurityEntity() {}

    SecurityEntity(StoredSecurity security) {
        account = security.account().value();
        set(security);
    }

    void set(StoredSecurity security) {
        document = Json.write(security.document());
        revision++;
    }

    long revision() {
        return revision;
    }

    StoredSecurity toStoredSecurity() {
        return new StoredSecurity(new AccountId(account), Json.parseObject(document), revision);
    }
}
