package org.trunkline.limits;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.Direction;

/**
 * One call in progress, as far as its reader may see it.
 *
 * @param account empty for an emergency call of nobody we know
 * @param number the number that decided, E.164 where it has such a form
 * @param elapsedSeconds since the answer, as far as renewals have confirmed it
 * @param maxSeconds what is held for it, in seconds from answer; empty where nothing is held
 * @param interactionId joins the legs that count as one call, as in its records
 * @param levels how each level takes it, the account first; only levels that the reader may see
 */
public record LiveCall(
        CallKey key,
        Optional<AccountId> account,
        Direction direction,
        String from,
        String to,
        String number,
        String classification,
        Reason reason,
        Instant authorizedAt,
        Optional<Instant> answeredAt,
        long elapsedSeconds,
        OptionalLong maxSeconds,
        String interactionId,
        Optional<String> otherLegCallId,
        List<Level> levels) {

    /**
     * How one level takes the call.
     *
     * @param heldMicros what is held now, in {@code currency}
     */
    public record Level(AccountId account, Billing billing, long heldMicros, String currency) {
        public Level {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(billing, "billing");
            Objects.requireNonNull(currency, "currency");
        }
    }

    public LiveCall {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(authorizedAt, "authorizedAt");
        Objects.requireNonNull(answeredAt, "answeredAt");
        Objects.requireNonNull(maxSeconds, "maxSeconds");
        Objects.requireNonNull(interactionId, "interactionId");
        Objects.requireNonNull(otherLegCallId, "otherLegCallId");
        levels = List.copyOf(levels);
    }
}
