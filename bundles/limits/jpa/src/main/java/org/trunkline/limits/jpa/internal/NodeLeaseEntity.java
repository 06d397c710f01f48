package org.trunkline.limits.jpa.internal;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.limits.spi.NodeLeaseStore.Lease;

/** The row of {@code node_lease}. Never leaves this package. */
@Entity
@Table(name = "node_lease")
public class NodeLeaseEntity {
    static final int ONLY = 1;

    @Id
    @Column(name = "id")
    private int id;

    @Column(name = "node", nullable = false)
    private String node;

    @Column(name = "beat", nullable = false)
    private long beat;

    @Column(name = "rival")
    private String rival;

    protected NodeLeaseEntity() {}

    NodeLeaseEntity(String node) {
        this.id = ONLY;
        this.node = node;
        this.beat = 1;
    }

    Lease toLease() {
        return new Lease(node, beat, Optional.ofNullable(rival));
    }
}
