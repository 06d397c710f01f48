package org.trunkline.identity.jpa.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.spi.LinkStore;
import org.trunkline.identity.spi.StoredLink;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Links in the database. */
@Component
public final class JpaLinkStore implements LinkStore {
    private final Transactions transactions;

    @Activate
    public JpaLinkStore(
            @Reference(target = "(osgi.unit.name=identity)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=identity)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public void requested(Change change) {
        transactions.write(change, em -> null);
    }

    @Override
    public boolean insert(StoredLink link, int linksMax, Change change) {
        try {
            return transactions.write(change, em -> {
                for (int place = 0; place < linksMax; place++) {
                    LinkEntity row = em.find(
                            LinkEntity.class, LinkEntity.id(link.user(), place), LockModeType.PESSIMISTIC_WRITE);
                    if (row == null) {
                        em.persist(new LinkEntity(link, place));
                        return true;
                    }
                    if (row.isOver(Micros.of(link.created()))) {
                        row.set(link);
                        return true;
                    }
                }
                throw new Unchanged();
            });
        } catch (Unchanged e) {
            return false;
        } catch (ConflictException e) {
            // two took the same place at the same time: the other link is as good
            return false;
        }
    }

    @Override
    public Optional<StoredLink> attempt(String hash, Instant now, int attemptsMax) {
        return transactions.write(List.of(), em -> {
            List<LinkEntity> rows = em.createQuery("select l from LinkEntity l where l.hash = :hash", LinkEntity.class)
                    .setParameter("hash", hash)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList();
            if (rows.isEmpty()
                    || rows.get(0).isOver(Micros.of(now))
                    || rows.get(0).attempts() >= attemptsMax) {
                return Optional.<StoredLink>empty();
            }
            rows.get(0).attempt();
            return Optional.of(rows.get(0).toStoredLink());
        });
    }

    @Override
    public boolean use(StoredLink link, Change change) {
        try {
            return transactions.write(change, em -> {
                int used = em.createQuery("delete from LinkEntity l where l.hash = :hash")
                        .setParameter("hash", link.hash())
                        .executeUpdate();
                if (used == 0) {
                    throw new Unchanged();
                }
                em.createQuery("delete from LinkEntity l where l.user = :user")
                        .setParameter("user", link.user().value())
                        .executeUpdate();
                return true;
            });
        } catch (Unchanged e) {
            return false;
        }
    }

    /** Nothing is recorded of a change that was not made. */
    private static final class Unchanged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unchanged() {
            super("the link stands otherwise", null, false, false);
        }
    }
}
