package org.trunkline.limits.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.spi.LimitDocument;

/** One row of {@code account_limits}. Never leaves this package. */
@Entity
@Table(name = "account_limits")
public class LimitEntity {
    @Id
    @Column(name = "account_id", length = 32)
    private String account;

    /** Compared under the lock of the row; not a JPA version, which a change of nothing would not move. */
    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "document", nullable = false)
    private String document;

    protected LimitEntity() {}

    LimitEntity(LimitDocument limits) {
        account = limits.account().value();
        write(limits);
    }

    void write(LimitDocument limits) {
        document = Json.write(limits.document());
        revision++;
    }

    long revision() {
        return revision;
    }

    LimitDocument toLimits() {
        return new LimitDocument(new AccountId(account), Json.parseObject(document), revision);
    }
}
