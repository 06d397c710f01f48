package org.trunkline.limits;

import java.time.LocalTime;
import java.util.Objects;
import java.util.Set;

/**
 * What makes calls of an account suspicious, and what becomes of them. Only outbound calls to other countries are looked
 * at: that is where stolen credentials make money.
 *
 * @param newCountry a country that the account has not called for days, or never
 * @param burst many such calls within seconds
 * @param night such calls at night in the account's timezone
 * @param spend much money within an hour
 * @param allowed ISO countries, and what numbers begin with, that are never suspicious
 */
public record FraudGuard(NewCountry newCountry, Burst burst, Night night, Spend spend, Set<String> allowed) {
    public static final FraudGuard NONE = new FraudGuard(NewCountry.OFF, Burst.OFF, Night.OFF, Spend.OFF, Set.of());

    /** What becomes of a suspicious call; the later the stronger. */
    public enum Outcome {
        OFF,
        /** It is let through, and told. */
        ALERT,
        /** It is refused until an administrator of the account allows it. */
        CHALLENGE,
        /** It is refused until a seller of the account allows it. */
        BLOCK;

        public boolean refuses() {
            return this == CHALLENGE || this == BLOCK;
        }
    }

    /** The rules by the names that they have on the wire. */
    public enum Rule {
        NEW_COUNTRY,
        BURST,
        NIGHT,
        SPEND
    }

    /** @param days without a call to the country that make it new again, 1..3650 */
    public record NewCountry(Outcome outcome, int days) {
        public static final NewCountry OFF = new NewCountry(Outcome.OFF, 30);

        public NewCountry {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Fires for the call after so many.
     *
     * @param calls admitted within the time, 1..{@value #CALLS_MAX}
     * @param seconds 1..3600
     */
    public record Burst(Outcome outcome, int calls, int seconds) {
        public static final int CALLS_MAX = 1_000;
        public static final Burst OFF = new Burst(Outcome.OFF, 20, 60);

        public Burst {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /** @param to exclusive; before {@code from} where the night goes past midnight */
    public record Night(Outcome outcome, LocalTime from, LocalTime to) {
        public static final Night OFF = new Night(Outcome.OFF, LocalTime.of(22, 0), LocalTime.of(6, 0));

        public Night {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }

        /** Returns whether it is night at this time of the account's day. */
        public boolean contains(LocalTime time) {
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }
    }

    /**
     * Fires for the call after so much.
     *
     * @param micros spent within the last hour on calls per minute (charging §5), in the account's currency
     */
    public record Spend(Outcome outcome, long micros) {
        public static final Spend OFF = new Spend(Outcome.OFF, 0);

        public Spend {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    public FraudGuard {
        Objects.requireNonNull(newCountry, "newCountry");
        Objects.requireNonNull(burst, "burst");
        Objects.requireNonNull(night, "night");
        Objects.requireNonNull(spend, "spend");
        allowed = Set.copyOf(allowed);
    }

    public boolean isOff() {
        return newCountry.outcome() == Outcome.OFF
                && burst.outcome() == Outcome.OFF
                && night.outcome() == Outcome.OFF
                && spend.outcome() == Outcome.OFF;
    }

    /** Returns whether calls to this number of this country are never suspicious. */
    public boolean allows(String e164, String country) {
        if (allowed.isEmpty()) {
            return false;
        }
        if (allowed.contains(country)) {
            return true;
        }
        for (int length = 2; length <= e164.length(); length++) {
            if (allowed.contains(e164.substring(0, length))) {
                return true;
            }
        }
        return false;
    }
}
