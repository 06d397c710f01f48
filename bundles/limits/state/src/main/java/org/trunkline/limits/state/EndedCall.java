package org.trunkline.limits.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.ledger.Posting;
import org.trunkline.limits.Hangup;

/**
 * A call that has ended, or was settled by its lease, or corrected, until the ledger and the call record have it.
 *
 * @param call the call as it was when it ended
 * @param authorized whether it had been authorized
 * @param toldSeconds what the switch said
 * @param billedSeconds what is billed
 * @param flags overrun, implausible, …
 * @param costMicros what the whole call costs each of its {@link CallEntry#payers}, ≥ 0, in their order
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
        Hangup hangup,
        List<String> flags,
        List<Long> costMicros,
        By by,
        int ordinal,
        Optional<Before> before) {

    /** The service of the ledger entries of calls. */
    public static final String SERVICE = "per-minute-voip";

    /** The flag of a call that its lease has settled. */
    public static final String LEASE_FLAG = "lease";

    /** The flag, beside that of the lease, of a call that was ended by hand: it does not go on. */
    public static final String HANGUP_FLAG = "hangup";

    /** What settles a call. */
    public enum By {
        /** Its switch told its end. */
        END("end"),
        /** Nobody spoke of it any more. */
        LEASE("lease"),
        /** Its switch corrected the end. */
        CORRECTION("recon"),
        /** Its price was corrected. */
        RERATING("rerate");

        private final String word;

        By(String word) {
            this.word = word;
        }
    }

    /**
     * What was settled before, whether or not it is posted yet.
     *
     * @param costMicros of the whole call, in the order of the payers
     * @param entryIds of the latest entry of each payer, empty where there is none
     * @param chargedSeconds of each payer, by the price it had then; empty in records of the release before
     * @param postingKeys of all settlements so far, the first one first; empty in records of the release before
     * @param takenSeconds what each level took from its allotment; empty where none did
     */
    public record Before(
            long billedSeconds,
            List<Long> costMicros,
            List<Optional<String>> entryIds,
            List<Long> chargedSeconds,
            List<String> postingKeys,
            List<Long> takenSeconds) {
        public Before {
            costMicros = List.copyOf(costMicros);
            entryIds = List.copyOf(entryIds);
            chargedSeconds = List.copyOf(chargedSeconds);
            postingKeys = List.copyOf(postingKeys);
            takenSeconds = List.copyOf(takenSeconds);
        }
    }

    public EndedCall {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(hangup, "hangup");
        flags = List.copyOf(flags);
        costMicros = List.copyOf(costMicros);
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(before, "before");
        if (costMicros.size() != call.payers().size()) {
            throw new IllegalArgumentException("a cost per payer");
        }
    }

    /** Returns by how much the balance of a payer goes down; negative when it gets something back. */
    public long dueMicros(int payer) {
        return costMicros.get(payer)
                - before.map(earlier -> earlier.costMicros().get(payer)).orElse(0L);
    }

    /** Returns what each level takes from its allotment; empty where none uses one. */
    public List<Long> takenSeconds() {
        return call.usesAllotment()
                ? call.levels().stream()
                        .map(level -> level.takenSeconds(billedSeconds))
                        .toList()
                : List.of();
    }

    /** Returns what a level took before this settlement. */
    public long takenBeforeSeconds(int level) {
        List<Long> taken = before.map(Before::takenSeconds).orElse(List.of());
        return taken.isEmpty() ? 0 : taken.get(level);
    }

    /** Returns the keys of all postings that settle it: those before and its own. */
    public List<String> postingKeys() {
        List<String> keys = new ArrayList<>();
        before.ifPresent(earlier -> keys.addAll(earlier.postingKeys()));
        keys.add(postingKey());
        return keys;
    }

    /** Returns whether this is all that is known of a call that nobody has ended: a first end is still welcome. */
    public boolean isLease() {
        return flags.contains(LEASE_FLAG);
    }

    /** Returns whether it was ended by hand, and its switch has not told its end yet. */
    public boolean isHungUp() {
        return isLease() && flags.contains(HANGUP_FLAG);
    }

    /** Returns the key of the posting that settles it (charging §4); a digest stands for a key that is too long. */
    public String postingKey() {
        return postingKey(by, ordinal);
    }

    /** Returns the key that another settlement of the same call would have. */
    public String postingKey(By by, int ordinal) {
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
