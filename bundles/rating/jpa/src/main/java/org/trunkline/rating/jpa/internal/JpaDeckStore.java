package org.trunkline.rating.jpa.internal;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
import org.trunkline.rating.spi.DeckStore;
import org.trunkline.rating.spi.RateEdit;
import org.trunkline.rating.spi.StoredDeck;

/** Keeps decks in the database: the row of a deck is locked by whoever changes or reads all of it. */
@Component
public final class JpaDeckStore implements DeckStore {
    static final int SLICE_BYTES = 512 * 1024;

    private static final String SELECT_SLICES =
            "select content from deck_slice where deck_id = ? and version = ? order by slice_no";
    private static final String SELECT_EDITS =
            "select rate_id, document from rate_edit where deck_id = ? order by rate_id";
    private static final String INSERT_SLICE =
            "insert into deck_slice (deck_id, version, slice_no, content) values (?, ?, ?, ?)";
    private static final String INSERT_EDIT = "insert into rate_edit (deck_id, rate_id, document) values (?, ?, ?)";

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

    /** Reads under the lock of the deck, so that snapshot and edits belong together. */
    @Override
    public Optional<Contents> contents(String deckId, long knownVersion) {
        return transactions.write(List.of(), em -> {
            DeckEntity row = em.find(DeckEntity.class, deckId, LockModeType.PESSIMISTIC_WRITE);
            if (row == null) {
                return Optional.empty();
            }
            StoredDeck deck = row.toDeck();
            try {
                Connection connection = em.unwrap(Connection.class);
                boolean isKnown = deck.version() == 0 || deck.version() == knownVersion;
                Optional<byte[]> snapshot = isKnown ? Optional.empty() : Optional.of(slices(connection, deck));
                return Optional.of(new Contents(deck, snapshot, edits(connection, deckId)));
            } catch (SQLException e) {
                throw new IllegalStateException("The deck could not be read", e);
            }
        });
    }

    @Override
    public StoredDeck replace(StoredDeck read, byte[] snapshot, Change change) {
        return transactions.write(change, em -> {
            DeckEntity row = locked(em, read);
            long version = read.version() + 1;
            row.change(version);
            em.flush();
            try {
                Connection connection = em.unwrap(Connection.class);
                execute(connection, "delete from rate_edit where deck_id = ?", read.id());
                execute(connection, "delete from deck_slice where deck_id = ?", read.id());
                insertSlices(connection, read.id(), version, snapshot);
            } catch (SQLException e) {
                throw new IllegalStateException("The deck could not be written", e);
            }
            return row.toDeck();
        });
    }

    @Override
    public StoredDeck edit(StoredDeck read, RateEdit edit, Change change) {
        return transactions.write(change, em -> {
            DeckEntity row = locked(em, read);
            row.change(read.version());
            em.flush();
            try {
                Connection connection = em.unwrap(Connection.class);
                execute(
                        connection,
                        "delete from rate_edit where deck_id = ? and rate_id = ?",
                        read.id(),
                        edit.rateId());
                execute(
                        connection,
                        INSERT_EDIT,
                        read.id(),
                        edit.rateId(),
                        edit.document().orElse(null));
            } catch (SQLException e) {
                throw new IllegalStateException("The rate could not be written", e);
            }
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

    private static byte[] slices(Connection connection, StoredDeck deck) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_SLICES)) {
            select.setString(1, deck.id());
            select.setLong(2, deck.version());
            select.setFetchSize(1);
            try (ResultSet rows = select.executeQuery()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream(SLICE_BYTES);
                while (rows.next()) {
                    bytes.writeBytes(rows.getBytes(1));
                }
                return bytes.toByteArray();
            }
        }
    }

    private static List<RateEdit> edits(Connection connection, String deckId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_EDITS)) {
            select.setString(1, deckId);
            try (ResultSet rows = select.executeQuery()) {
                List<RateEdit> edits = new ArrayList<>();
                while (rows.next()) {
                    edits.add(new RateEdit(rows.getString(1), Optional.ofNullable(rows.getString(2))));
                }
                return edits;
            }
        }
    }

    private static void insertSlices(Connection connection, String deckId, long version, byte[] snapshot)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_SLICE)) {
            int slice = 0;
            for (int start = 0; start < snapshot.length; start += SLICE_BYTES) {
                insert.setString(1, deckId);
                insert.setLong(2, version);
                insert.setInt(3, slice++);
                insert.setBytes(4, Arrays.copyOfRange(snapshot, start, Math.min(snapshot.length, start + SLICE_BYTES)));
                // one by one: a batch would keep all slices a second time
                insert.executeUpdate();
            }
        }
    }

    private static void execute(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
