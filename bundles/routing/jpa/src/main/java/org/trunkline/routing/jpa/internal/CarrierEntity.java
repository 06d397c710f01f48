package org.trunkline.routing.jpa.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.routing.Carrier;
import org.trunkline.routing.CarrierPool;
import org.trunkline.routing.spi.StoredCarrier;

/** One row of {@code carrier}. Never leaves this package. */
@Entity
@Table(name = "carrier")
public class CarrierEntity {
    /** No account is called so. */
    private static final String SYSTEM = "system";

    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "pool", nullable = false)
    private String pool;

    /** Compared under the lock of the row; not a JPA version, which a change of nothing would not move. */
    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    @Column(name = "modified_at_micros", nullable = false)
    private long modifiedAtMicros;

    @Column(name = "document", nullable = false)
    private String document;

    @Column(name = "wrapped_passwords")
    private String wrappedPasswords;

    protected CarrierEntity() {}

    CarrierEntity(StoredCarrier stored) {
        id = stored.carrier().id();
        pool = pool(stored.carrier().pool());
        createdAtMicros = micros(stored.carrier().created());
        write(stored);
    }

    static String pool(CarrierPool pool) {
        return pool.account().map(AccountId::value).orElse(SYSTEM);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    void write(StoredCarrier stored) {
        modifiedAtMicros = micros(stored.carrier().modified());
        document = Json.write(stored.carrier().document());
        wrappedPasswords = stored.wrappedPasswords().orElse(null);
        revision++;
    }

    boolean is(Carrier carrier) {
        return pool.equals(pool(carrier.pool())) && revision == carrier.revision();
    }

    StoredCarrier toStored() {
        return new StoredCarrier(
                new Carrier(
                        id,
                        pool.equals(SYSTEM) ? CarrierPool.SYSTEM : CarrierPool.of(new AccountId(pool)),
                        Json.parseObject(document),
                        Instant.EPOCH.plus(createdAtMicros, ChronoUnit.MICROS),
                        Instant.EPOCH.plus(modifiedAtMicros, ChronoUnit.MICROS),
                        revision),
                Optional.ofNullable(wrappedPasswords));
    }
}
