package org.trunkline.limits.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/**
 * One allowed call in progress. Immutable: a change is a new entry in its place.
 *
 * @param fingerprint of the attempt: another call under the same key has another
 * @param account whose call it is; empty for an emergency call of nobody we know
 * @param partition the account just below root; calls of one partition are decided one after the other
 * @param conversation joins the legs that count as one call
 * @param offNet the call uses a carrier
 * @param levels how each level takes it, the account first
 * @param counted the accounts whose hard limits count it
 * @param firstSeconds what was granted at authorization; empty where no money is held and the call may last as long as any
 * @param coveredSeconds when it must stop as things are, in seconds from answer; empty like {@code firstSeconds}
 * @param confirmedSeconds the longest time that a renewal has told
 * @param renewedAt when the switch last spoke of the call, by {@link CallState#steady}
 * @param revived it was settled by its lease before, and turned out to go on
 * @param aliases ids under which its switch knows it too since it replaced them; the key stays the first
 * @param answeredAt when, by {@link CallState#steady}
 * @param facts what else the switch told, and what the call costs root
 * @param startedAt when it was authorized, by {@link CallState#steady}; {@code authorizedAt} is the date of that
 */
public record CallEntry(
        CallKey key,
        String fingerprint,
        Optional<AccountId> account,
        AccountId partition,
        Direction direction,
        String from,
        String to,
        String number,
        String classification,
        Reason reason,
        String conversation,
        boolean offNet,
        boolean renews,
        List<Level> levels,
        List<AccountId> counted,
        OptionalLong firstSeconds,
        OptionalLong expectedSeconds,
        OptionalLong coveredSeconds,
        long confirmedSeconds,
        Instant authorizedAt,
        Optional<Instant> answeredAt,
        Instant renewedAt,
        boolean revived,
        List<String> aliases,
        Facts facts,
        Instant startedAt)
        implements CallGlance {
    /** The classification of a call that only tests emergency calls. */
    public static final String EMERGENCY_TEST = "emergency_test";

    /**
     * How one level takes the call.
     *
     * @param seller whom the level pays
     * @param trunk a label: inbound, outbound, twoway, burst; empty without a trunk
     * @param heldMicros what is held now, in the level's currency
     * @param rate the rate it pays, frozen at authorization; present when it is charged per minute
     * @param postedMicros what was charged for the call before, while it seemed to have ended
     * @param soft the call is beyond a soft limit of this level: it is charged, and no more is held for it
     * @param allotment the free seconds that the call uses first; the rate is what it pays after them, empty where it ends
     */
    public record Level(
            AccountId account,
            AccountId seller,
            Billing billing,
            Optional<String> trunk,
            long heldMicros,
            String currency,
            Optional<Rate> rate,
            long postedMicros,
            boolean soft,
            Optional<AllotmentHold> allotment) {
        public Level {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(seller, "seller");
            Objects.requireNonNull(billing, "billing");
            Objects.requireNonNull(trunk, "trunk");
            Objects.requireNonNull(currency, "currency");
            Objects.requireNonNull(rate, "rate");
            Objects.requireNonNull(allotment, "allotment");
        }

        /** A level that uses no allotment and is beyond no soft limit. */
        public Level(
                AccountId account,
                AccountId seller,
                Billing billing,
                Optional<String> trunk,
                long heldMicros,
                String currency,
                Optional<Rate> rate,
                long postedMicros) {
            this(account, seller, billing, trunk, heldMicros, currency, rate, postedMicros, false, Optional.empty());
        }

        public boolean isFlatRate() {
            return billing == Billing.FLAT_RATE || billing == Billing.FLAT_RATE_BURST;
        }

        public boolean isPerMinute() {
            return billing == Billing.PER_MINUTE;
        }

        /** Returns whether it is charged for its time: all of it, or what an allotment leaves. */
        public boolean isCharged() {
            return isPerMinute() || allotment.isPresent();
        }

        /** Returns whether something is held for the call, so that it lasts as long as that does. */
        public boolean isHeld() {
            return isPerMinute() && !soft || allotment.isPresent();
        }

        /** Returns the price of what is paid per minute: after an allotment without fee, minimum and free time. */
        public Optional<Price> price() {
            Optional<Price> price = rate.map(Rate::price);
            return allotment.isPresent() ? Allotment.tail(price) : price;
        }

        /** Returns how many of so many seconds are paid per minute. */
        public long paidSeconds(long seconds) {
            return allotment.isPresent() ? allotment.get().tailSeconds(seconds) : seconds;
        }

        /** Returns what so many seconds cost this level; 0 unless it pays per minute. */
        public long costMicros(long seconds) {
            Price plain = rate.isPresent() && allotment.isEmpty() ? rate.get().price() : price().orElse(null);
            return plain == null ? 0 : plain.costMicros(paidSeconds(seconds));
        }

        /** Returns what so many seconds take from the allotment. */
        public long takenSeconds(long seconds) {
            return allotment.isPresent() ? allotment.get().takenSeconds(seconds, rate) : 0;
        }

        public Level holding(long micros) {
            return new Level(account, seller, billing, trunk, micros, currency, rate, postedMicros, soft, allotment);
        }

        /** Returns the level holding what so many seconds cost more than was charged before. */
        public Level covering(long seconds) {
            if (soft) {
                return this;
            }
            return holding(isCharged() ? Math.max(0, costMicros(seconds) - postedMicros) : 0);
        }

        /** Returns the level beyond a soft limit: it is charged, and no more is held for it. */
        public Level softened() {
            return new Level(
                    account, seller, billing, trunk, heldMicros, currency, rate, postedMicros, true, allotment);
        }

        /** Returns the level holding this of its allotment. */
        public Level using(AllotmentHold hold) {
            return new Level(
                    account, seller, billing, trunk, heldMicros, currency, rate, postedMicros, soft, Optional.of(hold));
        }

        /** Returns the level paying another rate. */
        public Level paying(Optional<Rate> other) {
            return new Level(
                    account, seller, billing, trunk, heldMicros, currency, other, postedMicros, soft, allotment);
        }

        private Level charged(long micros, long taken) {
            Optional<AllotmentHold> counted = allotment.map(hold -> hold.counted(taken));
            return new Level(account, seller, billing, trunk, 0, currency, rate, micros, soft, counted);
        }
    }

    /**
     * What a call is apart from who pays for it.
     *
     * @param resourceType as the switch says; empty when it does not
     * @param otherLegCallId the leg that it belongs to
     * @param options flags of the switch, by which rates are chosen
     * @param carrier what root pays for it, frozen at authorization, without a hold; empty where no price is known
     * @param owner the user whose call it is
     */
    public record Facts(
            String resourceType,
            Optional<String> otherLegCallId,
            Set<String> options,
            Optional<Level> carrier,
            Optional<UserId> owner) {
        public static final Facts NONE = new Facts("", Optional.empty(), Set.of(), Optional.empty(), Optional.empty());

        public Facts {
            Objects.requireNonNull(resourceType, "resourceType");
            Objects.requireNonNull(otherLegCallId, "otherLegCallId");
            options = Set.copyOf(options);
            Objects.requireNonNull(carrier, "carrier");
            Objects.requireNonNull(owner, "owner");
        }

        /** Returns these with another price of the carrier. */
        public Facts costing(Optional<Level> otherCarrier) {
            return new Facts(resourceType, otherLegCallId, options, otherCarrier, owner);
        }
    }

    public CallEntry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(classification, "classification");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(conversation, "conversation");
        levels = List.copyOf(levels);
        counted = List.copyOf(counted);
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(firstSeconds, "firstSeconds");
        Objects.requireNonNull(expectedSeconds, "expectedSeconds");
        Objects.requireNonNull(coveredSeconds, "coveredSeconds");
        Objects.requireNonNull(authorizedAt, "authorizedAt");
        Objects.requireNonNull(answeredAt, "answeredAt");
        Objects.requireNonNull(renewedAt, "renewedAt");
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(startedAt, "startedAt");
    }

    /** Returns the call as one that started, and was last spoken of, at this time of {@link CallState#steady}. */
    public CallEntry started(Instant steady) {
        return copy(levels, coveredSeconds, confirmedSeconds, answeredAt, steady, revived, aliases, facts, steady);
    }

    /** Returns when it was answered, by the clock on the wall as it was at the start. */
    public Optional<Instant> answeredAtDate() {
        return answeredAt.map(at -> authorizedAt.plus(Duration.between(startedAt, at)));
    }

    /** Returns the levels, and after them root for what it pays the carrier: all whose money the call costs. */
    public List<Level> payers() {
        return facts.carrier()
                .map(carrier ->
                        Stream.concat(levels.stream(), Stream.of(carrier)).toList())
                .orElse(levels);
    }

    @Override
    public CallEntry entry() {
        return this;
    }

    @Override
    public boolean isHeld() {
        for (Level level : levels) {
            if (level.isHeld()) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a soft limit of some level has let it pass. */
    public boolean isSoft() {
        return levels.stream().anyMatch(Level::soft);
    }

    /** Returns whether some level takes it on an allotment. */
    public boolean usesAllotment() {
        return levels.stream().anyMatch(level -> level.allotment().isPresent());
    }

    @Override
    public boolean isEmergency() {
        return reason == Reason.EMERGENCY;
    }

    /** Returns whether calls back to the account are let through for a while: after a real emergency call. */
    public boolean opensCallBack() {
        return isEmergency() && !classification.equals(EMERGENCY_TEST);
    }

    /** Returns the call holding money for so many seconds, confirmed to have lasted so long. */
    public CallEntry covering(OptionalLong covered, List<Level> held, long confirmed, Instant now) {
        return changed(held, covered, confirmed, answeredAt, now, revived, aliases);
    }

    /** Returns the call as it is known under one more id. */
    public CallEntry known(String callId) {
        List<String> more = new ArrayList<>(aliases);
        more.add(callId);
        return changed(levels, coveredSeconds, confirmedSeconds, answeredAt, renewedAt, revived, more);
    }

    public CallEntry answered(Instant now) {
        Optional<Instant> first = Optional.of(answeredAt.orElse(now));
        return changed(levels, coveredSeconds, confirmedSeconds, first, now, revived, aliases);
    }

    /**
     * Returns the call as it goes on after it was settled by its lease: what it was charged counts as paid.
     *
     * @param chargedMicros in the order of the levels
     * @param billedSeconds for what
     */
    public CallEntry revived(List<Long> chargedMicros, long billedSeconds, Instant now) {
        List<Level> charged = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            charged.add(level.charged(chargedMicros.get(i), level.takenSeconds(billedSeconds))
                    .covering(coveredSeconds.orElse(0)));
        }
        return changed(charged, coveredSeconds, confirmedSeconds, answeredAt, now, true, aliases);
    }

    /** Returns the call with other terms: what it is charged by from now on. */
    public CallEntry priced(List<Level> priced, Facts pricedFacts) {
        return copy(
                priced,
                coveredSeconds,
                confirmedSeconds,
                answeredAt,
                renewedAt,
                revived,
                aliases,
                pricedFacts,
                startedAt);
    }

    private CallEntry changed(
            List<Level> newLevels,
            OptionalLong covered,
            long confirmed,
            Optional<Instant> answered,
            Instant renewed,
            boolean isRevived,
            List<String> ids) {
        return copy(newLevels, covered, confirmed, answered, renewed, isRevived, ids, facts, startedAt);
    }

    private CallEntry copy(
            List<Level> newLevels,
            OptionalLong covered,
            long confirmed,
            Optional<Instant> answered,
            Instant renewed,
            boolean isRevived,
            List<String> ids,
            Facts newFacts,
            Instant newStartedAt) {
        return new CallEntry(
                key,
                fingerprint,
                account,
                partition,
                direction,
                from,
                to,
                number,
                classification,
                reason,
                conversation,
                offNet,
                renews,
                newLevels,
                counted,
                firstSeconds,
                expectedSeconds,
                covered,
                confirmed,
                authorizedAt,
                answered,
                renewed,
                isRevived,
                ids,
                newFacts,
                newStartedAt);
    }
}
