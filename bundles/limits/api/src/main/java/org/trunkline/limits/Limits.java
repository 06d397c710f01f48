package org.trunkline.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;

/**
 * The limits of one account (crossbar-api §5.2). −1 = unlimited where it says so.
 *
 * @param inboundTrunks flat-rate trunks for inbound calls, ≥ 0, −1 = unlimited
 * @param calls the most conversations at once, −1 = unlimited
 * @param resourceConsumingCalls the most off-net calls at once, −1 = unlimited
 * @param allowPrepay calls may be charged per minute while there is credit
 * @param allowPostpay the balance may go below zero, down to −{@code maxPostpayMicros}
 * @param applyToDescendants these limits bind accounts below too, even where this account is no level (charging §1)
 * @param enabled false skips this account's limits altogether ({@code limits_disabled})
 * @param document the whole public document as the client knows it, unknown keys included
 * @param revision the stored revision; 0 when never stored
 */
public record Limits(
        AccountId account,
        int inboundTrunks,
        int outboundTrunks,
        int twowayTrunks,
        int burstTrunks,
        int calls,
        int resourceConsumingCalls,
        boolean allowPrepay,
        boolean allowPostpay,
        long maxPostpayMicros,
        boolean applyToDescendants,
        boolean enabled,
        ObjectNode document,
        long revision) {
    public static final int UNLIMITED = -1;

    public Limits {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(document, "document");
    }

    /** Returns the limits of an account that has none of its own. */
    public static Limits defaults(AccountId account) {
        return new Limits(account, 0, 0, 0, 0, UNLIMITED, UNLIMITED, true, false, 0, false, true, Json.object(), 0);
    }

    public Limits atRevision(long newRevision) {
        return new Limits(
                account,
                inboundTrunks,
                outboundTrunks,
                twowayTrunks,
                burstTrunks,
                calls,
                resourceConsumingCalls,
                allowPrepay,
                allowPostpay,
                maxPostpayMicros,
                applyToDescendants,
                enabled,
                document,
                newRevision);
    }

    /** Returns whether the account has any trunk numbers of its own. */
    public boolean hasTrunks() {
        return inboundTrunks != 0 || outboundTrunks != 0 || twowayTrunks != 0 || burstTrunks != 0;
    }
}
