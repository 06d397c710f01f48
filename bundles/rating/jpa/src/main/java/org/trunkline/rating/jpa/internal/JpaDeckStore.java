package org.trunkline.rating.jpa.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;
import org.trunkline.rating.DeckVersion;
import org.trunkline.rating.spi.DeckStore;
import org.trunkline.rating.spi.RateEdit;
import org.trunkline.rating.spi.StoredDeck;

/** Keeps decks in the database: the row of a deck is locked by whoever changes or reads all of it. */
@Component
public final class JpaDeckStore implements DeckStore {
    private final Transactions transactions;

    /** @param schema only waited for: without the tables nothing can be read */
    @Activate
    public JpaDeckStore(
            @Reference(target = "(osgi.unit.name=rating)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=rating)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public List<StoredDeck> after(Optional<String> lastId, int sizeMax) {
        return transactions.read(em -> em
                .createQuery("select d from DeckEntity d where d.id > :last order by d.id", DeckEntity.class)
                .setParameter("last", lastId.orElse(""))
                .setMaxResults(sizeMax)
                .getResultList()
                .stream()
                .map(DeckEntity::toDeck)
                .toList());
    }

    @Override
    public Optional<StoredDeck> find(String deckId) {
        return transactions.read(
                em -> Optional.ofNullable(em.find(DeckEntity.class, deckId)).map(DeckEntity::toDeck));
    }

    @Override
    public List<DeckVersion> versions(String deckId) {
        return transactions.write(List.of(), em -> onRows(em, deckId, VersionRows::versions));
    }

    /** Reads under the lock of the deck, so that versions, snapshots and edits belong together. */
    @Override
    public Optional<Contents> contents(String deckId, Instant now, Set<Long> knownVersions) {
        return transactions.write(List.of(), em -> {
            DeckEntity row = em.find(DeckEntity.class, deckId, LockModeType.PESSIMISTIC_WRITE);
            return row == null
                    ? Optional.empty()
                    : Optional.of(onRows(em, deckId, rows -> contents(rows, row.toDeck(), now, knownVersions)));
        });
    }

    private static Contents contents(VersionRows rows, StoredDeck deck, Instant now, Set<Long> known)
            throws SQLException {
        List<DeckVersion> versions = new ArrayList<>(List.of(DeckVersion.NONE));
        versions.addAll(rows.versions());
        int inForce = 0;
        while (inForce + 1 < versions.size()
                && !versions.get(inForce + 1).effective().isAfter(now)) {
            inForce++;
        }
        List<VersionContents> contents = new ArrayList<>();
        for (DeckVersion version : versions.subList(inForce, versions.size())) {
            contents.add(contents(rows, version, known.contains(version.number())));
        }
        return new Contents(deck, contents);
    }

    private static VersionContents contents(VersionRows rows, DeckVersion version, boolean isKnown)
            throws SQLException {
        Optional<byte[]> snapshot =
                version.number() == 0 || isKnown ? Optional.empty() : Optional.of(rows.snapshot(version.number()));
        return new VersionContents(version, snapshot, rows.edits(version.number()));
    }

    @Override
    public Optional<VersionContents> version(String deckId, long number) {
        return transactions.write(
                List.of(),
                em -> onRows(em, deckId, rows -> {
                    for (DeckVersion version : rows.versions()) {
                        if (version.number() == number) {
                            return Optional.of(contents(rows, version, false));
                        }
                    }
                    return Optional.empty();
                }));
    }

    @Override
    public StoredDeck add(StoredDeck read, DeckVersion version, byte[] snapshot, Set<Long> dropped, Change change) {
        return changed(read, version.number(), change, rows -> {
            for (long old : dropped) {
                rows.delete(old);
            }
            rows.insert(version, snapshot);
        });
    }

    @Override
    public StoredDeck drop(StoredDeck read, long version, Change change) {
        return changed(read, read.version(), change, rows -> rows.delete(version));
    }

    @Override
    public StoredDeck edit(StoredDeck read, long version, RateEdit edit, Change change) {
        return changed(read, read.version(), change, rows -> rows.edit(version, edit));
    }

    @Override
    public StoredDeck configure(StoredDeck changed, Change change) {
        return transactions.write(change, em -> {
            DeckEntity row = locked(em, changed);
            row.configure(changed);
            row.change(changed.version());
            return row.toDeck();
        });
    }

    private StoredDeck changed(StoredDeck read, long version, Change change, RowsWork work) {
        return transactions.write(change, em -> {
            DeckEntity row = locked(em, read);
            row.change(version);
            em.flush();
            onRows(em, read.id(), rows -> {
                work.on(rows);
                return row;
            });
            return row.toDeck();
        });
    }

    private static DeckEntity locked(EntityManager em, StoredDeck read) {
        DeckEntity row = em.find(DeckEntity.class, read.id(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null && read.revision() == 0) {
            DeckEntity fresh = new DeckEntity(read);
            em.persist(fresh);
            return fresh;
        }
        if (row == null || row.revision() != read.revision()) {
            throw new ConflictException("revision");
        }
        return row;
    }

    private interface RowsWork {
        void on(VersionRows rows) throws SQLException;
    }

    private interface RowsQuery<R> {
        R of(VersionRows rows) throws SQLException;
    }

    private static <R> R onRows(EntityManager em, String deckId, RowsQuery<R> query) {
        try {
            return query.of(new VersionRows(em.unwrap(Connection.class), deckId));
        } catch (SQLException e) {
            throw new IllegalStateException("The versions of a deck could not be read or written", e);
        }
    }
}
