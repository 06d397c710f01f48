package org.trunkline.limits.jpa.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.limits.spi.CallProofStore;
import org.trunkline.limits.spi.DetailKey;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** The one row of the table {@code call_proof}. */
@Component
public final class JpaCallProofStore implements CallProofStore {
    private static final int ROW = 1;

    private final Transactions transactions;
    private final Queries queries;

    @Activate
    public JpaCallProofStore(
            @Reference(target = "(osgi.unit.name=limits)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=limits)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
        queries = new Queries(transactions);
    }

    @Override
    public Optional<Instant> provenTo() {
        return queries
                .list(
                        "select proven_to_micros from call_proof where id = ?",
                        row -> Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS),
                        ROW)
                .stream()
                .findFirst();
    }

    @Override
    public void proven(Instant to) {
        long micros = DetailKey.micros(to);
        transactions.write(List.of(), em -> {
            int later = em.createNativeQuery(
                            "update call_proof set proven_to_micros = greatest(proven_to_micros, ?1) where id = ?2")
                    .setParameter(1, micros)
                    .setParameter(2, ROW)
                    .executeUpdate();
            return later > 0
                    ? later
                    : em.createNativeQuery("insert into call_proof (id, proven_to_micros) values (?1, ?2)")
                            .setParameter(1, ROW)
                            .setParameter(2, micros)
                            .executeUpdate();
        });
    }
}
