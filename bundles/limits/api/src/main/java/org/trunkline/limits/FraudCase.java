package org.trunkline.limits;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * A suspicion: calls of one account for which one rule of its guard has fired, until somebody has looked at it.
 *
 * @param id 32 hexadecimal characters; the same account, rule and country have the same one
 * @param country where the calls go (ISO 3166); empty for rules that are about no country
 * @param outcome what became of the last call
 * @param firstAt when the rule fired for the first time since anybody decided
 * @param calls how often it fired since then
 * @param from who called last
 * @param to whom
 * @param decidedBy who decided; empty while nobody has
 * @param allowedUntil with {@link State#ALLOWED}: up to when; empty for ever
 */
public record FraudCase(
        String id,
        AccountId account,
        FraudGuard.Rule rule,
        String country,
        FraudGuard.Outcome outcome,
        State state,
        Instant firstAt,
        Instant lastAt,
        long calls,
        String from,
        String to,
        Optional<String> decidedBy,
        Optional<Instant> allowedUntil) {

    /** What was decided. */
    public enum State {
        OPEN,
        ALLOWED,
        DENIED
    }

    public FraudCase {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(firstAt, "firstAt");
        Objects.requireNonNull(lastAt, "lastAt");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(decidedBy, "decidedBy");
        Objects.requireNonNull(allowedUntil, "allowedUntil");
    }

    /** Returns whether calls for which the rule fires pass now, as somebody has allowed them. */
    public boolean allowsAt(Instant now) {
        return state == State.ALLOWED && allowedUntil.map(now::isBefore).orElse(true);
    }
}
