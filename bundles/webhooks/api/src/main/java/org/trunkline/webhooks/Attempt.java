package org.trunkline.webhooks;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trunkline.kernel.AccountId;

/**
 * One try to tell a receiver something.
 *
 * @param account of the webhook
 * @param delivery names what was told, the same at each try
 * @param succeeded whether the receiver has taken it
 * @param responseCode what the receiver answered; empty where it did not
 * @param reason what went wrong; empty where nothing did
 * @param retriesLeft how often it is tried again
 */
public record Attempt(
        String id,
        AccountId account,
        String webhook,
        String delivery,
        Instant at,
        boolean succeeded,
        Optional<Integer> responseCode,
        String reason,
        int retriesLeft) {
    /** Longer reasons are cut. */
    public static final int REASON_LENGTH_MAX = 250;

    /** What no database keeps, or no log should show: control characters, and halves of characters. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    public Attempt {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(webhook, "webhook");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(responseCode, "responseCode");
        String cut = reason.length() > REASON_LENGTH_MAX ? reason.substring(0, REASON_LENGTH_MAX) : reason;
        reason = UNSEEN.matcher(cut).replaceAll(" ");
    }
}
