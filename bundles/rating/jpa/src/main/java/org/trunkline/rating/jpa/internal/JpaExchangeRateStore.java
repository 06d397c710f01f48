package org.trunkline.rating.jpa.internal;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.spi.ExchangeRateStore;

/** Keeps exchange rates in the table {@code exchange_rate}. */
@Component
public final class JpaExchangeRateStore implements ExchangeRateStore {
    private final Transactions transactions;

    /** @param schema only waited for: without the tables nothing can be read */
    @Activate
    public JpaExchangeRateStore(
            @Reference(target = "(osgi.unit.name=rating)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=rating)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public List<ExchangeRate> after(Optional<String> lastId, int sizeMax) {
        return transactions.read(em -> em
                .createQuery(
                        "select r from ExchangeRateEntity r where r.id > :last order by r.id", ExchangeRateEntity.class)
                .setParameter("last", lastId.orElse(""))
                .setMaxResults(sizeMax)
                .getResultList()
                .stream()
                .map(ExchangeRateEntity::toRate)
                .toList());
    }

    @Override
    public Optional<ExchangeRate> find(String id) {
        return transactions.read(
                em -> Optional.ofNullable(em.find(ExchangeRateEntity.class, id)).map(ExchangeRateEntity::toRate));
    }

    @Override
    public void add(ExchangeRate rate, Change change) {
        transactions.write(change, em -> {
            em.persist(new ExchangeRateEntity(rate));
            return rate;
        });
    }

    @Override
    public void remove(String id, Change change) {
        transactions.write(change, em -> {
            int rows = em.createQuery("delete from ExchangeRateEntity r where r.id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
            if (rows == 0) {
                throw new NotFoundException(id);
            }
            return id;
        });
    }
}
