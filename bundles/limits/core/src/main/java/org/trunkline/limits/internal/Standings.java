package org.trunkline.limits.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.state.CallState;

/**
 * Where accounts stand, kept so that a decision looks one account up and not each of its ancestors in each of the models. Used
 * only while tree and limits are what they were: a change is seen by the next decision.
 */
final class Standings {
    private static final int KNOWN_MAX = 2_000_000;

    private final AccountTree tree;
    private final CallState state;
    private final Map<AccountId, Standing> known = new ConcurrentHashMap<>();

    Standings(AccountTree tree, CallState state) {
        this.tree = tree;
        this.state = state;
    }

    /** @param account as it was found; what the tree says of it now goes before */
    Standing of(AccountNode account) {
        List<AccountNode> chain = tree.chain(account.id());
        return of(chain.isEmpty() ? List.of(account) : chain, state.limitsChanges());
    }

    private Standing of(List<AccountNode> chain, long limitsChanges) {
        AccountNode node = chain.get(0);
        Standing standing = known.get(node.id());
        if (standing != null && standing.chain() == chain && standing.limitsChanges() == limitsChanges) {
            return standing;
        }
        Standing above = null;
        if (chain.size() > 1) {
            // the list that the tree keeps for the parent, so that all below it share its standing
            List<AccountNode> parents = tree.chain(chain.get(1).id());
            List<AccountNode> rest = chain.subList(1, chain.size());
            above = of(parents.equals(rest) ? parents : rest, limitsChanges);
        }
        Standing fresh = new Standing(chain, above, state.limits(node.id()), state.meter(node.id()), limitsChanges);
        if (known.size() < KNOWN_MAX) {
            known.put(node.id(), fresh);
        } else {
            known.clear();
        }
        return fresh;
    }
}
