package org.trunkline.limits.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Limits;

/** One row of {@code account_limits}. Never leaves this package. */
@Entity
@Table(name = "account_limits")
public class LimitEntity {
    @Id
    @Column(name = "account_id", length = 32)
    private String account;

    @Column(name = "inbound_trunks", nullable = false)
    private int inboundTrunks;

    @Column(name = "outbound_trunks", nullable = false)
    private int outboundTrunks;

    @Column(name = "twoway_trunks", nullable = false)
    private int twowayTrunks;

    @Column(name = "burst_trunks", nullable = false)
    private int burstTrunks;

    @Column(name = "calls", nullable = false)
    private int calls;

    @Column(name = "resource_consuming_calls", nullable = false)
    private int resourceConsumingCalls;

    @Column(name = "allow_prepay", nullable = false)
    private boolean allowPrepay;

    @Column(name = "allow_postpay", nullable = false)
    private boolean allowPostpay;

    @Column(name = "max_postpay_micros", nullable = false)
    private long maxPostpayMicros;

    @Column(name = "apply_to_descendants", nullable = false)
    private boolean applyToDescendants;

    @Column(name = "enabled", nullable = false)
    private boolean enabled;

    /** Compared under the lock of the row; not a JPA version, which a change of nothing would not move. */
    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "document", nullable = false)
    private String document;

    protected LimitEntity() {}

    LimitEntity(Limits limits) {
        account = limits.account().value();
        write(limits);
    }

    void write(Limits limits) {
        inboundTrunks = limits.inboundTrunks();
        outboundTrunks = limits.outboundTrunks();
        twowayTrunks = limits.twowayTrunks();
        burstTrunks = limits.burstTrunks();
        calls = limits.calls();
        resourceConsumingCalls = limits.resourceConsumingCalls();
        allowPrepay = limits.allowPrepay();
        allowPostpay = limits.allowPostpay();
        maxPostpayMicros = limits.maxPostpayMicros();
        applyToDescendants = limits.applyToDescendants();
        enabled = limits.enabled();
        document = Json.write(limits.document());
        revision++;
    }

    long revision() {
        return revision;
    }

    Limits toLimits() {
        return new Limits(
                new AccountId(account),
                inboundTrunks,
                outboundTrunks,
                twowayTrunks,
                burstTrunks,
                calls,
                resourceConsumingCalls,
                allowPrepay,
                allowPostpay,
                maxPostpayMicros,
                applyToDescendants,
                enabled,
                Json.parseObject(document),
                revision);
    }
}
