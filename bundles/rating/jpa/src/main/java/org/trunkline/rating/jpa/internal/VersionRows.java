package org.trunkline.rating.jpa.internal;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.trunkline.rating.DeckVersion;
import org.trunkline.rating.spi.RateEdit;

/** The rows of versions, their slices and their edits, on the connection of a transaction. */
final class VersionRows {
    static final int SLICE_BYTES = 512 * 1024;

    private static final String SELECT_VERSIONS =
            "select version, created_at_micros, effective_at_micros, rates, origin from deck_version where deck_id = ?";
    private static final String INSERT_VERSION =
            "insert into deck_version (deck_id, version, created_at_micros, effective_at_micros, rates, origin)"
                    + " values (?, ?, ?, ?, ?, ?)";
    private static final String SELECT_SLICES =
            "select content from deck_slice where deck_id = ? and version = ? order by slice_no";
    private static final String INSERT_SLICE =
            "insert into deck_slice (deck_id, version, slice_no, content) values (?, ?, ?, ?)";
    private static final String SELECT_EDITS =
            "select rate_id, document from deck_edit where deck_id = ? and version = ? order by rate_id";
    private static final String DELETE_EDIT = "delete from deck_edit where deck_id = ? and version = ? and rate_id = ?";
    private static final String INSERT_EDIT =
            "insert into deck_edit (deck_id, version, rate_id, document) values (?, ?, ?, ?)";

    private final Connection connection;
    private final String deckId;

    VersionRows(Connection connection, String deckId) {
        this.connection = connection;
        this.deckId = deckId;
    }

    /** Returns the versions in the order in which they take effect. */
    List<DeckVersion> versions() throws SQLException {
        List<DeckVersion> versions = new ArrayList<>();
        try (PreparedStatement select = prepared(SELECT_VERSIONS, deckId);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                versions.add(new DeckVersion(
                        rows.getLong(1),
                        instant(rows.getLong(2)),
                        instant(rows.getLong(3)),
                        rows.getLong(4),
                        rows.getString(5)));
            }
        }
        versions.sort(DeckVersion.ORDER);
        return versions;
    }

    void insert(DeckVersion version, byte[] snapshot) throws SQLException {
        execute(
                INSERT_VERSION,
                deckId,
                version.number(),
                micros(version.created()),
                micros(version.effective()),
                version.rates(),
                version.origin());
        try (PreparedStatement insert = connection.prepareStatement(INSERT_SLICE)) {
            int slice = 0;
            for (int start = 0; start < snapshot.length; start += SLICE_BYTES) {
                insert.setString(1, deckId);
                insert.setLong(2, version.number());
                insert.setInt(3, slice++);
                insert.setBytes(4, Arrays.copyOfRange(snapshot, start, Math.min(snapshot.length, start + SLICE_BYTES)));
                // one by one: a batch would keep all slices a second time
                insert.executeUpdate();
            }
        }
    }

    void delete(long version) throws SQLException {
        execute("delete from deck_edit where deck_id = ? and version = ?", deckId, version);
        execute("delete from deck_slice where deck_id = ? and version = ?", deckId, version);
        execute("delete from deck_version where deck_id = ? and version = ?", deckId, version);
    }

    byte[] snapshot(long version) throws SQLException {
        try (PreparedStatement select = prepared(SELECT_SLICES, deckId, version)) {
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

    List<RateEdit> edits(long version) throws SQLException {
        try (PreparedStatement select = prepared(SELECT_EDITS, deckId, version);
                ResultSet rows = select.executeQuery()) {
            List<RateEdit> edits = new ArrayList<>();
            while (rows.next()) {
                edits.add(new RateEdit(rows.getString(1), Optional.ofNullable(rows.getString(2))));
            }
            return edits;
        }
    }

    void edit(long version, RateEdit edit) throws SQLException {
        execute(DELETE_EDIT, deckId, version, edit.rateId());
        execute(INSERT_EDIT, deckId, version, edit.rateId(), edit.document().orElse(null));
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
