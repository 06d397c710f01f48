package org.trunkline.rating.jpa.internal;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.rating.ExchangeRate;

/** One row of {@code exchange_rate}. Never leaves this package. */
@Entity
@Table(name = "exchange_rate")
public class ExchangeRateEntity {
    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "currency_from", nullable = false)
    private String from;

    @Column(name = "currency_to", nullable = false)
    private String to;

    @Column(name = "rate_nanos", nullable = false)
    private long nanos;

    @Column(name = "valid_from_seconds", nullable = false)
    private long validFromSeconds;

    protected ExchangeRateEntity() {}

    ExchangeRateEntity(ExchangeRate rate) {
        id = rate.id();
        from = rate.from();
        to = rate.to();
        nanos = rate.nanos();
        validFromSeconds = rate.validFrom().getEpochSecond();
    }

    ExchangeRate toRate() {
        return new ExchangeRate(from, to, nanos, Instant.ofEpochSecond(validFromSeconds));
    }
}
