package org.trunkline.ledger.jpa.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.trunkline.ledger.jpa.internal.Sql.Column;

/**
 * Rows on their way into PostgreSQL in the binary format of COPY (PostgreSQL manual, "COPY", "Binary Format"): the server
 * takes rows in while the next ones are written, and parses neither a statement nor arrays.
 */
final class PostgresCopy {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int PART_BYTES = 1 << 16;

    private final CopyIn target;
    private ByteBuffer part = ByteBuffer.allocate(2 * PART_BYTES);

    private PostgresCopy(CopyIn target) {
        this.target = target;
    }

    /** Inserts all rows. */
    static <T> void insert(Connection connection, String table, List<Column<T>> columns, Collection<T> rows)
            throws SQLException {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        CopyIn target = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (" + names + ") from stdin (format binary)");
        try {
            new PostgresCopy(target).write(columns, rows);
            target.endCopy();
        } finally {
            if (target.isActive()) {
                target.cancelCopy();
            }
        }
    }

    private <T> void write(List<Column<T>> columns, Collection<T> rows) throws SQLException {
        part.put(HEADER);
        for (T row : rows) {
            room(Short.BYTES).putShort((short) columns.size());
            for (Column<T> column : columns) {
                field(column.value().apply(row));
            }
            if (part.position() >= PART_BYTES) {
                send();
            }
        }
        room(Short.BYTES).putShort((short) -1);
        send();
    }

    private void field(Object value) {
        if (value == null) {
            room(Integer.BYTES).putInt(-1);
        } else if (value instanceof Long number) {
            room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(number);
        } else if (value instanceof Integer number) {
            room(Integer.BYTES + Integer.BYTES).putInt(Integer.BYTES).putInt(number);
        } else if (value instanceof UUID uuid) {
            room(Integer.BYTES + 2 * Long.BYTES)
                    .putInt(2 * Long.BYTES)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits());
        } else {
            byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
            room(Integer.BYTES + text.length).putInt(text.length).put(text);
        }
    }

    private ByteBuffer room(int bytes) {
        if (part.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(2 * (part.position() + bytes));
            part = larger.put(part.flip());
        }
        return part;
    }

    private void send() throws SQLException {
        target.writeToCopy(part.array(), 0, part.position());
        part.clear();
    }
}
