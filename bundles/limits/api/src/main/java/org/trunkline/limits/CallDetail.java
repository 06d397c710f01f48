package org.trunkline.limits;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.rating.Direction;

/**
 * How one call attempt went, as far as its reader may see it.
 *
 * @param id {@code YYYYMM-<32 hex>}
 * @param account whose call it was; empty for one of nobody we know
 * @param number the number that decided, E.164 where it has such a form
 * @param reason why it was allowed or refused; {@link Reason#UPSTREAM_UNAVAILABLE} where the reader may not know
 * @param sipCode the final SIP response, as the switch told or as we told the switch
 * @param recordedAt when it was refused or first settled: its place in lists
 * @param endedAt when it ended, as settled last
 * @param durationSeconds from start to end, ringing included; 0 for refusals
 * @param billedSeconds from answer to end
 * @param interactionId joins the legs of one conversation
 * @param owner the user of the account whose call it was, where the switch has told
 * @param refusedBy the account whose limits refused it, where the reader may see that
 * @param charges what each level paid, the account first; only levels that the reader may see
 * @param carrier what root paid; only for root
 * @param marginMicros what the reader's account keeps: what the level below paid it less what it paid itself; empty where it
 *     sold nothing, bought in another currency, or does not know the cost
 */
public record CallDetail(
        String id,
        CallKey key,
        Optional<AccountId> account,
        Direction direction,
        String from,
        String to,
        String number,
        String classification,
        Reason reason,
        int sipCode,
        Hangup hangup,
        Instant recordedAt,
        Instant endedAt,
        long durationSeconds,
        long billedSeconds,
        String interactionId,
        Optional<String> otherLegCallId,
        Optional<UserId> owner,
        String resourceType,
        List<String> flags,
        Optional<AccountId> refusedBy,
        List<Charge> charges,
        Optional<Charge> carrier,
        OptionalLong marginMicros) {

    /**
     * What one level paid.
     *
     * @param costMicros for the whole call, ≥ 0
     * @param allotmentSeconds what it took from its allotment
     * @param entryId its latest ledger entry; empty where nothing was charged
     * @param rate the rate it paid; empty unless it was charged per minute
     */
    public record Charge(
            AccountId account,
            Billing billing,
            long costMicros,
            String currency,
            long chargedSeconds,
            long allotmentSeconds,
            Optional<String> entryId,
            Optional<AppliedRate> rate) {
        public Charge {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(billing, "billing");
            Objects.requireNonNull(currency, "currency");
            Objects.requireNonNull(entryId, "entryId");
            Objects.requireNonNull(rate, "rate");
        }
    }

    /** The rate that was paid, in the currency of its deck. */
    public record AppliedRate(String id, String name, String deck, long perMinuteNanos, String currency) {
        public AppliedRate {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(deck, "deck");
            Objects.requireNonNull(currency, "currency");
        }
    }

    public CallDetail {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(hangup, "hangup");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(owner, "owner");
        flags = List.copyOf(flags);
        charges = List.copyOf(charges);
        Objects.requireNonNull(carrier, "carrier");
        Objects.requireNonNull(marginMicros, "marginMicros");
    }

    /** Returns what one account paid, if the reader may see it. */
    public Optional<Charge> charge(AccountId payer) {
        return charges.stream().filter(each -> each.account().equals(payer)).findFirst();
    }

    /** Returns what the level just above the account paid, if there is one that the reader may see. */
    public Optional<Charge> resellerCharge() {
        return charges.stream().skip(1).findFirst();
    }
}
