package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.util.List;
import org.trunkline.limits.Billing;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.EndedCall;

/**
 * The numbers that stand for constants in records. They are given here, once and for all: a new constant comes at the end,
 * wherever it stands in its enum, and none ever goes.
 */
final class Codes<E extends Enum<E>> {
    static final Codes<Billing> BILLING = new Codes<>(
            Billing.class,
            List.of(
                    Billing.FREE,
                    Billing.ALLOTMENT,
                    Billing.FLAT_RATE,
                    Billing.FLAT_RATE_BURST,
                    Billing.PER_MINUTE,
                    Billing.NONE));

    static final Codes<Reason> REASON = new Codes<>(
            Reason.class,
            List.of(
                    Reason.EMERGENCY,
                    Reason.TOLL_FREE,
                    Reason.EXEMPT,
                    Reason.LIMITS_DISABLED,
                    Reason.ON_NET,
                    Reason.ALLOTMENT,
                    Reason.FLAT_RATE,
                    Reason.FLAT_RATE_BURST,
                    Reason.PER_MINUTE,
                    Reason.SOFT_LIMIT,
                    Reason.ACCOUNT_UNKNOWN,
                    Reason.ACCOUNT_DISABLED,
                    Reason.ACCOUNT_SUSPENDED,
                    Reason.NUMBER_INVALID,
                    Reason.DESTINATION_RESTRICTED,
                    Reason.CALLS_MAX_REACHED,
                    Reason.RESOURCE_CONSUMING_CALLS_MAX_REACHED,
                    Reason.DID_CALLS_MAX_REACHED,
                    Reason.CALLS_PER_SECOND_MAX_REACHED,
                    Reason.FRAUD_BLOCKED,
                    Reason.TRUNKS_MAX_REACHED,
                    Reason.PER_MINUTE_NOT_ALLOWED,
                    Reason.NO_RATE,
                    Reason.PRICE_MAX_EXCEEDED,
                    Reason.BELOW_COST,
                    Reason.SPEND_MAX_REACHED,
                    Reason.CALL_SECONDS_MAX_REACHED,
                    Reason.ALLOTMENT_USED_UP,
                    Reason.INSUFFICIENT_CREDIT,
                    Reason.UPSTREAM_UNAVAILABLE,
                    Reason.UNAVAILABLE,
                    Reason.CALL_ENDED));

    static final Codes<EndedCall.By> BY = new Codes<>(
            EndedCall.By.class,
            List.of(EndedCall.By.END, EndedCall.By.LEASE, EndedCall.By.CORRECTION, EndedCall.By.RERATING));

    private final E[] constants;
    /** By the places in the enum, which may change from release to release. */
    private final byte[] codes;

    @SuppressWarnings("unchecked")
    private Codes(Class<E> type, List<E> inOrder) {
        constants = (E[]) inOrder.toArray(new Enum<?>[0]);
        codes = new byte[type.getEnumConstants().length];
        for (E each : type.getEnumConstants()) {
            if (!inOrder.contains(each)) {
                throw new IllegalStateException("no code for " + each);
            }
            codes[each.ordinal()] = (byte) inOrder.indexOf(each);
        }
    }

    byte of(E constant) {
        return codes[constant.ordinal()];
    }

    E at(int code) throws IOException {
        if (code < 0 || code >= constants.length) {
            throw new IOException("a code that this release does not know: " + code);
        }
        return constants[code];
    }
}
