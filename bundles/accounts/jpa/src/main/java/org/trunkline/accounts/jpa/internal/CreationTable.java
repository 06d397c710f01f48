package org.trunkline.accounts.jpa.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.trunkline.accounts.spi.Creation;
import org.trunkline.kernel.AccountId;

/** The table {@code account_creation}: rows are written once and forgotten together. */
final class CreationTable {
    private CreationTable() {}

    static void insert(EntityManager em, Creation creation) {
        em.createNativeQuery("delete from account_creation where created_at_micros <= ?1")
                .setParameter(1, micros(creation.at().minus(Creation.KEPT)))
                .executeUpdate();
        em.createNativeQuery("insert into account_creation (caller_account_id, creation_key, account_id, fingerprint,"
                        + " created_at_micros) values (?1, ?2, ?3, ?4, ?5)")
                .setParameter(1, creation.by().value())
                .setParameter(2, creation.key())
                .setParameter(3, creation.account().value())
                .setParameter(4, creation.fingerprint())
                .setParameter(5, micros(creation.at()))
                .executeUpdate();
    }

    static Optional<Creation> find(EntityManager em, AccountId by, String key) {
        List<?> rows = em.createNativeQuery("select account_id, fingerprint, created_at_micros from account_creation"
                        + " where caller_account_id = ?1 and creation_key = ?2")
                .setParameter(1, by.value())
                .setParameter(2, key)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .findFirst()
                .map(row -> new Creation(
                        by,
                        key,
                        new AccountId((String) row[0]),
                        (String) row[1],
                        Instant.EPOCH.plus(((Number) row[2]).longValue(), ChronoUnit.MICROS)));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
