package org.trunkline.numbers;

import java.util.Optional;

/**
 * All that the tables say of one number, as seen from one country: what a decision over a call asks.
 *
 * @param e164 with {@code +}; empty when it is no number that could be reached from outside
 * @param classifier of the E.164 number, or of the digits as dialled
 * @param coveredInbound flat-rate trunks cover calls from outside to it; false when it cannot be reached
 * @param coveredOutbound flat-rate trunks cover calls to it; false likewise
 * @param tollFree calling it is free for the caller everywhere; false likewise
 * @param country where it belongs as {@link NumberPlan#country} says; empty when that is nowhere
 */
public record NumberFacts(
        Optional<String> e164,
        Classifier classifier,
        boolean coveredInbound,
        boolean coveredOutbound,
        boolean tollFree,
        Optional<String> country) {

    /** Returns whether flat-rate trunks cover a call with it. */
    public boolean covered(boolean inbound) {
        return inbound ? coveredInbound : coveredOutbound;
    }
}
