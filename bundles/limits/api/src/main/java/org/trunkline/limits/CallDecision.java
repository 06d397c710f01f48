package org.trunkline.limits;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.Rate;

/**
 * The answer to one call attempt. A refusal is an expected outcome, so it is a value.
 *
 * @param reason why; {@link Reason#allows} tells which of the two it is
 * @param account whose call it is, where it could be found
 * @param classification the class of the number that decides
 * @param number that number in E.164, or as dialled where it has no such form
 * @param maxSeconds how long the call may last from its answer; empty where nothing is held
 * @param renewAfterSeconds when the switch should ask again, from answer
 * @param expectedSeconds what today's credit would give; information only; empty like {@code maxSeconds}
 * @param levels how each level takes the call: the account first; empty for refusals
 * @param refusedBy the level that refused, for those who may see it
 * @param ended the call has ended before; nothing is held
 * @param redirectTo where the switch sends the call when it ends for want of credit; empty = it hangs up
 */
public record CallDecision(
        CallKey key,
        Reason reason,
        int sipCode,
        Optional<AccountId> account,
        String classification,
        String number,
        boolean emergency,
        OptionalLong maxSeconds,
        long renewAfterSeconds,
        OptionalLong expectedSeconds,
        long leaseSeconds,
        List<LevelTerms> levels,
        Optional<AccountId> refusedBy,
        boolean ended,
        Optional<String> redirectTo) {

    /**
     * How one level takes the call.
     *
     * @param trunk a label: inbound, outbound, twoway, burst; empty without a trunk
     * @param reservedMicros what is held, in the level's currency
     * @param rate the rate it pays; present when it is charged per minute, or may be after its allotment
     * @param allotment what is held of that
     */
    public record LevelTerms(
            AccountId account,
            Billing billing,
            Optional<String> trunk,
            long reservedMicros,
            String currency,
            Optional<Rate> rate,
            Optional<FreeSeconds> allotment) {
        public LevelTerms {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(billing, "billing");
            Objects.requireNonNull(trunk, "trunk");
            Objects.requireNonNull(currency, "currency");
            Objects.requireNonNull(rate, "rate");
            Objects.requireNonNull(allotment, "allotment");
        }
    }

    /** Seconds of an allotment that are held for a call. */
    public record FreeSeconds(String name, long reservedSeconds) {
        public FreeSeconds {
            Objects.requireNonNull(name, "name");
        }
    }

    public CallDecision {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(classification, "classification");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(redirectTo, "redirectTo");
        Objects.requireNonNull(maxSeconds, "maxSeconds");
        Objects.requireNonNull(expectedSeconds, "expectedSeconds");
        levels = List.copyOf(levels);
        Objects.requireNonNull(refusedBy, "refusedBy");
    }

    public boolean allowed() {
        return reason.allows();
    }
}
