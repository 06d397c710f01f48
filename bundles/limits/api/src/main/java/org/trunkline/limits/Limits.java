package org.trunkline.limits;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.trunkline.rating.Direction;

/**
 * What the limits of one account say, its own and what it inherits: all that a decision needs, read once. −1 is {@link
 * #UNLIMITED} wherever something is counted or capped.
 *
 * @param trunks as they are set by number; {@link #allTrunks} are all that there are
 * @param bundle trunks that come with users or devices of the account
 * @param calls the most conversations at once
 * @param resourceConsumingCalls the most off-net calls at once
 * @param callsPerSecond the most attempts admitted within one second of the clock
 * @param dids the most conversations at once per called number, inbound; −1 = any number
 * @param flatRateNumbers which numbers trunks cover, where that differs from what they cover everywhere
 * @param allowPrepay calls may be charged per minute while there is credit
 * @param allowPostpay the balance may go below zero, down to −{@code maxPostpayMicros}
 * @param softInbound inbound calls beyond these limits are let through and flagged (charging §2.6)
 * @param softOutbound the same outbound
 * @param exemptResourceTypes values of {@code resource_type} that are free on this level
 * @param failure what becomes of new calls per minute while the ledger cannot be reached
 * @param finalRedirect where calls go that end because the account's own credit has; empty = they are hung up
 * @param fraud which calls are suspicious, and what becomes of them
 * @param allotments free seconds by their name; of the account alone, nobody inherits them
 * @param applyToDescendants the hard limits bind accounts below too, even where this account is no level (charging §1)
 * @param enabled false skips this account's limits altogether ({@code limits_disabled})
 */
public record Limits(
        Trunks trunks,
        Bundle bundle,
        int calls,
        int resourceConsumingCalls,
        int callsPerSecond,
        NumberRules<Integer> dids,
        NumberRules<Covers> flatRateNumbers,
        Caps caps,
        boolean allowPrepay,
        boolean allowPostpay,
        long maxPostpayMicros,
        boolean softInbound,
        boolean softOutbound,
        Set<String> exemptResourceTypes,
        Failure failure,
        Optional<String> finalRedirect,
        FraudGuard fraud,
        Map<String, Allotment> allotments,
        boolean applyToDescendants,
        boolean enabled) {
    public static final int UNLIMITED = -1;

    /** No call lasts longer, whatever its account may do. */
    public static final int CALL_SECONDS_MAX = 12 * 3600;

    /** What an account without any limits has: no trunks, calls per minute while there is credit. */
    public static final Limits DEFAULTS = new Limits(
            Trunks.NONE,
            Bundle.NONE,
            UNLIMITED,
            UNLIMITED,
            UNLIMITED,
            NumberRules.none(),
            NumberRules.none(),
            Caps.NONE,
            true,
            false,
            0,
            false,
            false,
            Set.of(),
            Failure.REFUSE,
            Optional.empty(),
            FraudGuard.NONE,
            Map.of(),
            false,
            true);

    /**
     * Flat-rate trunks; each −1 = any number.
     *
     * @param burst two-way trunks used last
     */
    public record Trunks(int inbound, int outbound, int twoway, int burst) {
        public static final Trunks NONE = new Trunks(0, 0, 0, 0);

        private boolean any() {
            return inbound != 0 || outbound != 0 || twoway != 0 || burst != 0;
        }
    }

    /**
     * One trunk of a kind for each enabled user of the account, or for each of its devices.
     *
     * @param users how many enabled users it has; 0 in limits that are only read, not in force
     * @param devices how many devices it has: devices are kept by the switch platform, so this is told
     */
    public record Bundle(Per inbound, Per outbound, Per twoway, int users, int devices) {
        public static final Bundle NONE = new Bundle(Per.NONE, Per.NONE, Per.NONE, 0, 0);

        /** What brings a trunk. */
        public enum Per {
            NONE,
            USER,
            DEVICE
        }

        public Bundle {
            Objects.requireNonNull(inbound, "inbound");
            Objects.requireNonNull(outbound, "outbound");
            Objects.requireNonNull(twoway, "twoway");
        }

        public boolean any() {
            return inbound != Per.NONE || outbound != Per.NONE || twoway != Per.NONE;
        }

        public boolean perUser() {
            return inbound == Per.USER || outbound == Per.USER || twoway == Per.USER;
        }

        private int on(int trunks, Per per) {
            if (trunks == UNLIMITED) {
                return UNLIMITED;
            }
            return switch (per) {
                case NONE -> trunks;
                case USER -> trunks + users;
                case DEVICE -> trunks + devices;
            };
        }
    }

    /** In which directions trunks cover calls with a number. */
    public enum Covers {
        BOTH,
        INBOUND,
        OUTBOUND,
        NONE
    }

    /**
     * Caps on calls that are charged per minute, in the account's currency; each −1 = none.
     *
     * @param perMinuteNanos the highest price of a minute, after discount and exchange
     * @param surchargeNanos the highest connection fee, likewise
     * @param callSeconds the longest call, whatever pays for it; 1..{@value Limits#CALL_SECONDS_MAX}
     * @param hourMicros the most that is spent within an hour (charging §5)
     * @param dayMicros the same within a day of the account's timezone
     * @param monthMicros the same within a month
     */
    public record Caps(
            long perMinuteNanos,
            long surchargeNanos,
            int callSeconds,
            long hourMicros,
            long dayMicros,
            long monthMicros) {
        public static final Caps NONE =
                new Caps(UNLIMITED, UNLIMITED, CALL_SECONDS_MAX, UNLIMITED, UNLIMITED, UNLIMITED);

        /** Returns the most that is spent within a window; −1 = no cap. */
        public long onSpend(SpendWindow window) {
            return switch (window) {
                case HOUR -> hourMicros;
                case DAY -> dayMicros;
                case MONTH -> monthMicros;
            };
        }

        public boolean onPrice() {
            return perMinuteNanos != UNLIMITED || surchargeNanos != UNLIMITED;
        }

        public boolean onSpend() {
            return hourMicros != UNLIMITED || dayMicros != UNLIMITED || monthMicros != UNLIMITED;
        }
    }

    /**
     * What becomes of new calls per minute while the ledger cannot be reached.
     *
     * @param maxMicros with {@link Policy#AMOUNT}: the most that calls may hold and owe meanwhile
     */
    public record Failure(Policy policy, long maxMicros) {
        public static final Failure REFUSE = new Failure(Policy.REFUSE, 0);

        /** The choice of the account's seller. */
        public enum Policy {
            REFUSE,
            AMOUNT,
            ALLOW
        }

        public Failure {
            Objects.requireNonNull(policy, "policy");
        }
    }

    public Limits {
        Objects.requireNonNull(trunks, "trunks");
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(dids, "dids");
        Objects.requireNonNull(flatRateNumbers, "flatRateNumbers");
        Objects.requireNonNull(caps, "caps");
        exemptResourceTypes = Set.copyOf(exemptResourceTypes);
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(finalRedirect, "finalRedirect");
        Objects.requireNonNull(fraud, "fraud");
        allotments = Map.copyOf(allotments);
    }

    /** Returns the allotment that calls with numbers of a class may use; that of the direction alone comes first. */
    public Optional<Allotment> allotment(Direction direction, String classification) {
        if (allotments.isEmpty()) {
            return Optional.empty();
        }
        return Allotment.names(direction, classification).stream()
                .map(allotments::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Returns whether the account has any trunk numbers of its own; that a bundle is empty just now does not matter. */
    public boolean hasTrunks() {
        return trunks.any() || bundle.any();
    }

    /** Returns the trunks that calls may use: those set by number, and those that come with users and devices. */
    public Trunks allTrunks() {
        return !bundle.any()
                ? trunks
                : new Trunks(
                        bundle.on(trunks.inbound(), bundle.inbound()),
                        bundle.on(trunks.outbound(), bundle.outbound()),
                        bundle.on(trunks.twoway(), bundle.twoway()),
                        trunks.burst());
    }

    /** Returns these limits for an account with so many enabled users. */
    public Limits withUsers(int users) {
        Bundle counted = new Bundle(bundle.inbound(), bundle.outbound(), bundle.twoway(), users, bundle.devices());
        return new Limits(
                trunks,
                counted,
                calls,
                resourceConsumingCalls,
                callsPerSecond,
                dids,
                flatRateNumbers,
                caps,
                allowPrepay,
                allowPostpay,
                maxPostpayMicros,
                softInbound,
                softOutbound,
                exemptResourceTypes,
                failure,
                finalRedirect,
                fraud,
                allotments,
                applyToDescendants,
                enabled);
    }

    /** Returns whether anything depends on what was spent. */
    public boolean countsSpend() {
        return caps.onSpend() || fraud.spend().outcome() != FraudGuard.Outcome.OFF;
    }

    /**
     * Returns whether trunks cover calls with this number.
     *
     * @param everywhere whether they do where nobody says otherwise
     */
    public boolean covers(String e164, Direction direction, boolean everywhere) {
        Covers rule = flatRateNumbers.find(e164, null);
        if (rule == null) {
            return everywhere;
        }
        return rule == Covers.BOTH || rule.name().equals(direction.name());
    }

    public boolean soft(Direction direction) {
        return direction == Direction.INBOUND ? softInbound : softOutbound;
    }
}
