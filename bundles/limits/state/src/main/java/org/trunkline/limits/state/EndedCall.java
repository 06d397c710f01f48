package org.trunkline.limits.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.trunkline.ledger.Posting;

/**
 * A call that has ended, until the ledger and the call record have it.
 *
 * @param call the call as it was when it ended
 * @param authorized whether it had been authorized
 * @param toldSeconds what the switch said
 * @param billedSeconds what is billed
 * @param flags overrun, implausible, …
 * @param costMicros what each level pays, ≥ 0, in the order of the levels
 */
public record EndedCall(
        CallEntry call,
        boolean authorized,
        long toldSeconds,
        long billedSeconds,
        Instant endedAt,
        String hangupCause,
        List<String> flags,
        List<Long> costMicros) {
    public EndedCall {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(hangupCause, "hangupCause");
        flags = List.copyOf(flags);
        costMicros = List.copyOf(costMicros);
        if (costMicros.size() != call.levels().size()) {
            throw new IllegalArgumentException("a cost per level");
        }
    }

    /** Returns the key of the posting that settles it (charging §4); a digest stands for a key that is too long. */
    public String postingKey() {
        String key = call.key().switchId() + "/" + call.key().callId() + "/"
                + call.key().leg() + "/end";
        return key.length() <= Posting.KEY_LENGTH_MAX ? key : call.key().switchId() + "/sha256:" + sha256(key) + "/end";
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
