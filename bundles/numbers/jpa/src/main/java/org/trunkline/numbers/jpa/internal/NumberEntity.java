package org.trunkline.numbers.jpa.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.PhoneNumber.Release;

/** One row of {@code phone_number}. Never leaves this package. */
@Entity
@Table(name = "phone_number")
public class NumberEntity {
    @Id
    @Column(name = "number", length = PhoneNumber.LENGTH_MAX)
    private String number;

    @Column(name = "state", nullable = false, length = 16)
    private String state;

    @Column(name = "account_id", length = 32)
    private String account;

    @Column(name = "pool_id", nullable = false, length = 32)
    private String pool;

    @Column(name = "holders", nullable = false, length = 2_200)
    private String holders;

    @Column(name = "released_by", length = 32)
    private String releasedBy;

    @Column(name = "free_at_micros", nullable = false)
    private long freeAtMicros;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    @Column(name = "modified_at_micros", nullable = false)
    private long modifiedAtMicros;

    @Column(name = "document", nullable = false)
    private String document;

    @Column(name = "revision", nullable = false)
    private long revision;

    protected NumberEntity() {}

    NumberEntity(PhoneNumber from) {
        number = from.number();
        createdAtMicros = micros(from.created());
        write(from);
    }

    void write(PhoneNumber from) {
        state = from.state().name();
        account = from.assignedTo().map(AccountId::value).orElse(null);
        pool = from.pool().value();
        holders = from.holders().stream().map(AccountId::value).collect(Collectors.joining(" "));
        releasedBy = from.release().map(release -> release.by().value()).orElse(null);
        freeAtMicros = from.release().map(release -> micros(release.until())).orElse(0L);
        modifiedAtMicros = micros(from.modified());
        document = Json.write(from.document());
        revision = from.revision() + 1;
    }

    String number() {
        return number;
    }

    boolean isAt(long expected) {
        return revision == expected;
    }

    PhoneNumber toNumber() {
        return new PhoneNumber(
                number,
                NumberState.valueOf(state),
                Optional.ofNullable(account).map(AccountId::new),
                new AccountId(pool),
                holders.isEmpty()
                        ? List.of()
                        : Arrays.stream(holders.split(" ")).map(AccountId::new).toList(),
                Optional.ofNullable(releasedBy).map(by -> new Release(new AccountId(by), instant(freeAtMicros))),
                Json.parseObject(document),
                instant(createdAtMicros),
                instant(modifiedAtMicros),
                revision);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
