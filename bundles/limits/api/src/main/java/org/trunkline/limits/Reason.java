package org.trunkline.limits;

import java.util.Locale;

/**
 * Why a call was allowed or denied: every outcome has one (switch-api "Reasons"). Denials stand in order of rank: among
 * refusals of the same step and distance the one listed first is told.
 */
public enum Reason {
    EMERGENCY("Allowed, emergency call"),
    TOLL_FREE("Allowed, toll-free number"),
    EXEMPT("Allowed, resource type is exempt from limits"),
    LIMITS_DISABLED("Allowed, limits are disabled"),
    ON_NET("Allowed, both numbers are ours"),
    ALLOTMENT("Allowed, taken from the allotment"),
    FLAT_RATE("Allowed, on a trunk"),
    FLAT_RATE_BURST("Allowed, on a burst trunk"),
    PER_MINUTE("Allowed, charged per minute"),
    SOFT_LIMIT("Allowed beyond a soft limit"),

    ACCOUNT_UNKNOWN(2, 404, 404, "No account for this call"),
    ACCOUNT_DISABLED(2, 403, 480, "The account or one above it is disabled"),
    ACCOUNT_SUSPENDED(2, 403, 480, "The account is suspended"),
    NUMBER_INVALID(2, 484, 480, "The number is no number that can be called"),
    DESTINATION_RESTRICTED(3, 403, 480, "Calls to this class of numbers are restricted"),
    CALLS_MAX_REACHED(4, 486, 486, "All calls are in use"),
    RESOURCE_CONSUMING_CALLS_MAX_REACHED(4, 486, 486, "All off-net calls are in use"),
    DID_CALLS_MAX_REACHED(4, 486, 486, "All calls of this number are in use"),
    CALLS_PER_SECOND_MAX_REACHED(4, 480, 480, "Too many calls in this second"),
    FRAUD_BLOCKED(4, 403, 480, "Blocked by the fraud guard"),
    TRUNKS_MAX_REACHED(6, 486, 486, "All trunks are in use and calls per minute are not allowed"),
    PER_MINUTE_NOT_ALLOWED(6, 403, 480, "Calls charged per minute are not allowed"),
    NO_RATE(6, 403, 480, "There is no rate for this number"),
    PRICE_MAX_EXCEEDED(6, 403, 480, "The price is above the highest allowed"),
    BELOW_COST(6, 403, 480, "The price is below the cost"),
    SPEND_MAX_REACHED(6, 402, 480, "The spending cap is reached"),
    /** Of renewals only: a call that has not begun has lasted no time. */
    CALL_SECONDS_MAX_REACHED(6, 480, 480, "The call has lasted as long as calls may"),
    /** Of renewals only, like the one before: a level that has none left does not use its allotment. */
    ALLOTMENT_USED_UP(6, 402, 480, "The allotment is used up"),
    INSUFFICIENT_CREDIT(6, 402, 480, "Not enough credit"),
    UPSTREAM_UNAVAILABLE(7, 480, 480, "Refused above the account"),
    UNAVAILABLE(7, 503, 503, "No decision can be made now"),
    /** Told for a call in progress only. */
    CALL_ENDED(7, 480, 480, "The call was ended by an administrator");

    private final int step;
    private final int sipCodeOutbound;
    private final int sipCodeInbound;
    private final String message;

    Reason(String message) {
        this(0, 200, 200, message);
    }

    Reason(int step, int sipCodeOutbound, int sipCodeInbound, String message) {
        this.step = step;
        this.sipCodeOutbound = sipCodeOutbound;
        this.sipCodeInbound = sipCodeInbound;
        this.message = message;
    }

    public boolean allows() {
        return step == 0;
    }

    /** The step of charging §2 that refuses; 0 for reasons that allow. */
    public int step() {
        return step;
    }

    public int sipCodeOutbound() {
        return sipCodeOutbound;
    }

    public int sipCodeInbound() {
        return sipCodeInbound;
    }

    public String message() {
        return message;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
