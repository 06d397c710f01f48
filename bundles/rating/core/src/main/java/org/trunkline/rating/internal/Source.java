package org.trunkline.rating.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.trunkline.kernel.AccountNode;

/**
 * Which deck is paid from, as long as the accounts from which that follows are these.
 *
 * @param era in which it was found out; decks or assignments have changed since if it is another one now
 * @param chain the account whose deck it is to choose, and its ancestors
 * @param deck null where the deck that was named does not exist
 * @param owner of the deck; null where it is not known
 */
record Source(Object era, List<AccountNode> chain, AtomicReference<DeckTimeline> deck, AccountNode owner) {

    /** An account's node is replaced when it changes, so the same nodes mean the same tree. */
    boolean isCurrent(Object now, List<AccountNode> nodes, int from) {
        if (era != now) {
            return false;
        }
        if (chain == nodes && from == 0) {
            return true;
        }
        int length = chain.size();
        if (nodes.size() - from != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (chain.get(i) != nodes.get(from + i)) {
                return false;
            }
        }
        return true;
    }
}
