package org.trunkline.whitelabel.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.whitelabel.Whitelabel;

/** One row of {@code whitelabel}. Never leaves this package. */
@Entity
@Table(name = "whitelabel")
public class WhitelabelEntity {
    @Id
    @Column(name = "account_id", length = 32)
    private String account;

    @Column(name = "domain")
    private String domain;

    /** Compared under the lock of the row; not a JPA version, which a change of nothing would not move. */
    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    @Column(name = "modified_at_micros", nullable = false)
    private long modifiedAtMicros;

    @Column(name = "document", nullable = false)
    private String document;

    protected WhitelabelEntity() {}

    WhitelabelEntity(Whitelabel whitelabel) {
        account = whitelabel.account().value();
        createdAtMicros = Micros.of(whitelabel.created());
        write(whitelabel);
    }

    void write(Whitelabel whitelabel) {
        domain = whitelabel.domain().orElse(null);
        modifiedAtMicros = Micros.of(whitelabel.modified());
        document = Json.write(whitelabel.document());
        revision++;
    }

    boolean is(Whitelabel whitelabel) {
        return revision == whitelabel.revision();
    }

    Whitelabel toWhitelabel() {
        return new Whitelabel(
                new AccountId(account),
                Json.parseObject(document),
                Micros.toInstant(createdAtMicros),
                Micros.toInstant(modifiedAtMicros),
                revision);
    }
}
