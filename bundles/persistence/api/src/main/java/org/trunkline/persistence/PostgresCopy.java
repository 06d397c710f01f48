package org.trunkline.persistence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into PostgreSQL in the binary format of COPY (PostgreSQL manual, "COPY", "Binary Format"): the server
 * parses neither a statement nor arrays, and the rows can be made ready before the transaction begins.
 */
public final class PostgresCopy {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int PART_BYTES = 1 << 16;

    private ByteBuffer bytes = ByteBuffer.allocate(PART_BYTES);

    private PostgresCopy() {}

    /** Inserts rows that {@link #encoded} has made ready, all or none. */
    public static void insert(Connection connection, String table, List<String> columns, byte[] rows)
            throws SQLException {
        CopyIn target = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (" + String.join(", ", columns) + ") from stdin (format binary)");
        try {
            for (int from = 0; from < rows.length; from += PART_BYTES) {
                target.writeToCopy(rows, from, Math.min(PART_BYTES, rows.length - from));
            }
            target.endCopy();
        } finally {
            if (target.isActive()) {
                target.cancelCopy();
            }
        }
    }

    /**
     * Makes rows ready.
     *
     * @param columns what each column gets of a row: {@code null}, a {@link Long} for {@code bigint}, an {@link Integer} for
     *     {@code integer}, a {@link UUID} for {@code uuid}, a {@link String} for {@code varchar} and {@code text}
     */
    public static <T> byte[] encoded(List<Function<T, Object>> columns, Collection<T> rows) {
        PostgresCopy copy = new PostgresCopy();
        copy.room(HEADER.length).put(HEADER);
        for (T row : rows) {
            copy.room(Short.BYTES).putShort((short) columns.size());
            for (Function<T, Object> column : columns) {
                copy.field(column.apply(row));
            }
        }
        copy.room(Short.BYTES).putShort((short) -1);
        return Arrays.copyOf(copy.bytes.array(), copy.bytes.position());
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

    private ByteBuffer room(int wanted) {
        if (bytes.remaining() < wanted) {
            ByteBuffer larger = ByteBuffer.allocate(2 * (bytes.position() + wanted));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }
}
