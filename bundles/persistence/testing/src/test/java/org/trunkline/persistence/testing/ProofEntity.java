package org.trunkline.persistence.testing;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** One row of {@code proof}. */
@Entity
@Table(name = "proof")
public class ProofEntity {
    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "amount_micros", nullable = false)
    private long amountMicros;

    @Version
    @Column(name = "revision", nullable = false)
    private long revision;

    protected ProofEntity() {}

    ProofEntity(String id, long amountMicros) {
        this.id = id;
        this.amountMicros = amountMicros;
    }

    void add(long micros) {
        amountMicros += micros;
    }
}
