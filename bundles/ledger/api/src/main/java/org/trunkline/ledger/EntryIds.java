package org.trunkline.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Entry ids are a function of the posting, so they are final before the posting is. */
public final class EntryIds {
    private EntryIds() {}

    /**
     * Returns the id of one entry.
     *
     * @param key the posting's key
     * @param index its place among the lines, from 0
     * @param usedAt end of the usage (the period's end), or the posting time for lines without a period
     */
    public static String of(String key, int index, Instant usedAt) {
        var day = usedAt.atOffset(ZoneOffset.UTC);
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest((key + "#" + index).getBytes(StandardCharsets.UTF_8));
            int month = day.getYear() * 100 + day.getMonthValue();
            String digits = Integer.toString(month);
            return "0".repeat(Math.max(0, 6 - digits.length()))
                    + digits
                    + '-'
                    + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
