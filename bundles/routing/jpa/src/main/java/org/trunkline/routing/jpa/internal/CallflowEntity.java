package org.trunkline.routing.jpa.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.routing.Callflow;

/** One row of {@code callflow}. Never leaves this package. */
@Entity
@Table(name = "callflow")
public class CallflowEntity {
    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "account_id", nullable = false)
    private String account;

    /** Compared under the lock of the row; not a JPA version, which a change of nothing would not move. */
    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    @Column(name = "modified_at_micros", nullable = false)
    private long modifiedAtMicros;

    @Column(name = "document", nullable = false)
    private String document;

    protected CallflowEntity() {}

    CallflowEntity(Callflow callflow) {
        id = callflow.id();
        account = callflow.account().value();
        createdAtMicros = ChronoUnit.MICROS.between(Instant.EPOCH, callflow.created());
        write(callflow);
    }

    void write(Callflow callflow) {
        modifiedAtMicros = ChronoUnit.MICROS.between(Instant.EPOCH, callflow.modified());
        document = Json.write(callflow.document());
        revision++;
    }

    boolean is(Callflow callflow) {
        return account.equals(callflow.account().value()) && revision == callflow.revision();
    }

    Callflow toCallflow() {
        return new Callflow(
                id,
                new AccountId(account),
                Json.parseObject(document),
                Instant.EPOCH.plus(createdAtMicros, ChronoUnit.MICROS),
                Instant.EPOCH.plus(modifiedAtMicros, ChronoUnit.MICROS),
                revision);
    }
}
