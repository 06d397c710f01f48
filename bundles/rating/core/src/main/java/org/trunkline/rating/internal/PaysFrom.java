package org.trunkline.rating.internal;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;

/**
 * Where an account pays from, as long as its accounts are these.
 *
 * @param chain the account and its ancestors
 * @param deck null where the deck that was assigned does not exist
 * @param owner of the deck
 * @param discounts in basis points by the class of the number
 */
record PaysFrom(
        AccountNode[] chain, AtomicReference<DeckTimeline> deck, AccountNode owner, Map<String, Integer> discounts) {

    AccountNode payer() {
        return chain[0];
    }

    /** An account's node is replaced when it changes, so the same nodes mean the same tree. */
    boolean isCurrent(AccountTree tree) {
        for (AccountNode node : chain) {
            if (tree.find(node.id()).orElse(null) != node) {
                return false;
            }
        }
        return true;
    }
}
