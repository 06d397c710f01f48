package org.trunkline.rating.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.trunkline.kernel.AccountNode;

/**
 * Where an account pays from, as long as its accounts are these.
 *
 * @param chain the account and its ancestors
 * @param deck null where the deck that was assigned does not exist
 * @param owner of the deck
 * @param discounts in basis points by the class of the number
 */
record PaysFrom(
        List<AccountNode> chain,
        AtomicReference<DeckTimeline> deck,
        AccountNode owner,
        Map<String, Integer> discounts) {

    AccountNode payer() {
        return chain.get(0);
    }

    /** An account's node is replaced when it changes, so the same nodes mean the same tree. */
    boolean isCurrent(List<AccountNode> now) {
        if (chain == now) {
            return true;
        }
        int length = chain.size();
        if (now.size() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (chain.get(i) != now.get(i)) {
                return false;
            }
        }
        return true;
    }
}
