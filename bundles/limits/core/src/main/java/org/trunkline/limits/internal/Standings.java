package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.Limits;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.internal.Standing.Parties;
import org.trunkline.limits.state.AccountMeter;
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
        Standing fresh = standing(chain, above, limitsChanges);
        if (known.size() < KNOWN_MAX) {
            known.put(node.id(), fresh);
        } else {
            known.clear();
        }
        return fresh;
    }

    private Standing standing(List<AccountNode> chain, Standing above, long limitsChanges) {
        AccountNode node = chain.get(0);
        AccountId seller = seller(chain);
        Limits limits = state.limits(node.id());
        AccountMeter meter = state.meter(node.id());
        List<AskedLevel> levels = new ArrayList<>();
        List<AskedLevel> hardOnly = new ArrayList<>(0);
        levels.add(new AskedLevel(node, seller, 0, limits, meter, Optional.empty()));
        boolean withRoot = node.isRoot();
        int distance = 1;
        for (Standing each = above; each != null; each = each.above()) {
            AskedLevel level =
                    new AskedLevel(each.node(), each.seller(), distance, each.limits(), each.meter(), Optional.empty());
            if (Questions.isLevelAbove(each.node())) {
                levels.add(level);
            } else if (each.limits().applyToDescendants()) {
                hardOnly.add(level);
                withRoot |= each.node().isRoot();
            }
            distance++;
        }
        List<AskedLevel> all = Stream.concat(levels.stream(), hardOnly.stream()).toList();
        Parties parties = new Parties(
                List.copyOf(levels),
                levels.stream()
                        .map(AskedLevel::account)
                        .filter(account -> !account.isRoot())
                        .map(AccountNode::id)
                        .toList(),
                List.copyOf(hardOnly),
                all.stream().map(level -> level.account().id()).toList(),
                all.stream().map(AskedLevel::meter).toList(),
                withRoot,
                Questions.partition(chain));
        return new Standing(node, chain, above, seller, limits, meter, parties, limitsChanges);
    }

    private static AccountId seller(List<AccountNode> chain) {
        for (int above = 1; above < chain.size(); above++) {
            if (chain.get(above).reseller()) {
                return chain.get(above).id();
            }
        }
        return chain.get(0).id();
    }
}
