package org.trunkline.limits.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.ledger.Posting;

/**
 * A call that has ended, or was settled by its lease, or corrected, until the ledger and the call record have it.
 *
 * @param call the call as it was when it ended
 * @param authorized whether it had been authorized
 * @param toldSeconds what the switch said
 * @param billedSeconds what is billed
 * @param flags overrun, implausible, …
 * @param costMicros what each level pays for the whole call, ≥ 0, in the order of the levels
 * @param by what settles it
 * @param ordinal tells apart what may happen more than once: settlements by the lease, corrections; from 1
 * @param before what was settled before: only the difference is posted
 */
public record EndedCall(
        CallEntry call,
        boolean authorized,
        long toldSeconds,
        long billedSeconds,
        Instant endedAt,
        String hangupCause,
        List<String> flags,
        List<Long> costMicros,
        By by,
        int ordinal,
        Optional<Before> before) {

    /** What settles a call. */
    public enum By {
        /** Its switch told its end. */
        END("end"),
        /** Nobody spoke of it any more. */
        LEASE("lease"),
        /** Its switch corrected the end. */
        CORRECTION("recon");

        private final String word;

        By(String word) {
            this.word = word;
        }
    }

    /**
     * What was settled before, whether or not it is posted yet.
     *
     * @param costMicros of the whole call, in the order of the levels
     * @param entryIds of the first entry of each level, empty where there is none
     */
    public record Before(long billedSeconds, List<Long> costMicros, List<Optional<String>> entryIds) {
        public Before {
            costMicros = List.copyOf(costMicros);
            entryIds = List.copyOf(entryIds);
        }
    }

    public EndedCall {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(hangupCause, "hangupCause");
        flags = List.copyOf(flags);
        costMicros = List.copyOf(costMicros);
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(before, "before");
        if (costMicros.size() != call.levels().size()) {
            throw new IllegalArgumentException("a cost per level");
        }
    }

    /** Returns by how much the balance of a level goes down; negative when it gets something back. */
    public long dueMicros(int level) {
        return costMicros.get(level)
                - before.map(earlier -> earlier.costMicros().get(level)).orElse(0L);
    }

    /** Returns the key of the posting that settles it (charging §4); a digest stands for a key that is too long. */
    public String postingKey() {
        String what = by.word + (by == By.END ? "" : ":" + ordinal);
        String key = call.key().switchId() + "/" + call.key().callId() + "/"
                + call.key().leg() + "/" + what;
        return key.length() <= Posting.KEY_LENGTH_MAX
                ? key
                : call.key().switchId() + "/sha256:" + sha256(key) + "/" + what;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
