package org.trunkline.rating.internal;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.trunkline.kernel.AccountNode;

/**
 * Where an account pays from.
 *
 * @param discounts in basis points by the class of the number
 */
record PaysFrom(AccountNode payer, Source source, Map<String, Integer> discounts) {
    /** Returns the deck, or null where the one that was assigned does not exist. */
    AtomicReference<DeckTimeline> deck() {
        return source.deck();
    }

    /** Returns the owner of the deck. */
    AccountNode owner() {
        return source.owner() == null ? payer : source.owner();
    }
}
