package org.trunkline.ledger.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** One row of {@code ledger_key}. The rest of the ledger is written in batches, without entities. */
@Entity
@Table(name = "ledger_key")
public class LedgerKeyEntity {
    @Id
    @Column(name = "posting_key", length = 300)
    private String key;

    @Column(name = "fingerprint", nullable = false)
    private String fingerprint;

    protected LedgerKeyEntity() {}

    String key() {
        return key;
    }

    String fingerprint() {
        return fingerprint;
    }
}
