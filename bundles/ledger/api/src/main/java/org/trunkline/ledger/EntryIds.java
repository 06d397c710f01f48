package org.trunkline.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Entry ids are a function of the posting, so they are final before the posting is; and they lead back to it, so that
 * nobody needs an index of them.
 */
public final class EntryIds {
    private static final Pattern FORM = Pattern.compile("[0-9]{6}-[0-9a-f]{32}");
    private static final int MONTH_LENGTH = 6;
    private static final long LINE_MASK = 0xff;

    private EntryIds() {}

    /**
     * Where an entry comes from.
     *
     * @param posting the {@link #posting} that made it
     * @param line its place among the lines, from 0
     */
    public record Origin(UUID posting, int line) {}

    /**
     * Returns the id of one entry.
     *
     * @param key the posting's key
     * @param index its place among the lines, from 0
     * @param usedAt end of the usage (the period's end), or the posting time for lines without a period
     */
    public static String of(String key, int index, Instant usedAt) {
        var day = usedAt.atOffset(ZoneOffset.UTC);
        String month = Integer.toString(day.getYear() * 100 + day.getMonthValue());
        UUID posting = posting(key);
        HexFormat hex = HexFormat.of();
        return "0".repeat(Math.max(0, MONTH_LENGTH - month.length()))
                + month
                + '-'
                + hex.toHexDigits(posting.getMostSignificantBits())
                + hex.toHexDigits(posting.getLeastSignificantBits() | index);
    }

    /** Returns the name of the posting with this key: the digest of the key, with room for the line in the last byte. */
    public static UUID posting(String key) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong() & ~LINE_MASK);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns which posting and line an entry with this id would be of; empty if it is the id of no entry. */
    public static Optional<Origin> origin(String id) {
        if (!FORM.matcher(id).matches()) {
            return Optional.empty();
        }
        long high = HexFormat.fromHexDigitsToLong(id, MONTH_LENGTH + 1, MONTH_LENGTH + 17);
        long low = HexFormat.fromHexDigitsToLong(id, MONTH_LENGTH + 17, MONTH_LENGTH + 33);
        return Optional.of(new Origin(new UUID(high, low & ~LINE_MASK), (int) (low & LINE_MASK)));
    }
}
