package org.trunkline.limits.jpa.internal;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;

/** One row of {@code call_record}. Never leaves this package. */
@Entity
@Table(name = "call_record")
@IdClass(CallRecordEntity.Key.class)
public class CallRecordEntity {
    @Id
    @Column(name = "switch_id", length = 64)
    private String switchId;

    @Id
    @Column(name = "call_id", length = 255)
    private String callId;

    @Id
    @Column(name = "leg", length = 64)
    private String leg;

    @Column(name = "account_id")
    private String account;

    @Column(name = "fingerprint", nullable = false)
    private String fingerprint;

    @Column(name = "billed_seconds", nullable = false)
    private long billedSeconds;

    @Column(name = "ended_at_micros", nullable = false)
    private long endedAtMicros;

    @Column(name = "reason", nullable = false)
    private String reason;

    @Column(name = "settlement", nullable = false)
    private String settlement;

    @Column(name = "frozen")
    private String frozen;

    protected CallRecordEntity() {}

    CallRecord toRecord() {
        return new CallRecord(
                new CallKey(switchId, callId, leg),
                Optional.ofNullable(account).map(AccountId::new),
                fingerprint,
                billedSeconds,
                Instant.EPOCH.plus(endedAtMicros, ChronoUnit.MICROS),
                settlement,
                reason,
                Optional.ofNullable(frozen));
    }

    /** The key of a row, as JPA wants it. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String switchId;
        private String callId;
        private String leg;

        protected Key() {}

        Key(CallKey key) {
            switchId = key.switchId();
            callId = key.callId();
            leg = key.leg();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && switchId.equals(key.switchId)
                    && callId.equals(key.callId)
                    && leg.equals(key.leg);
        }

        @Override
        public int hashCode() {
            return Objects.hash(switchId, callId, leg);
        }
    }
}
