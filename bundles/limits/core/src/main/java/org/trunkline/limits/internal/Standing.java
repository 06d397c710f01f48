package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.limits.Limits;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.state.AccountMeter;

/**
 * Where an account stands: its limits, whom it pays, the same of all above it, and who takes part in its calls. True for as
 * long as nothing of that has changed.
 */
final class Standing {
    private final List<AccountNode> chain;
    private final AskedLevel own;
    private final Above above;
    private final Parties parties;
    private final long limitsChanges;
    /** Made when somebody below first asks; whoever comes at the same moment makes the same once more. */
    private Above asSeenFromBelow;

    /**
     * Ancestors that take part in a call, as all children of one account see them: the same objects for all.
     *
     * @param levels who is charged too
     * @param hardOnly who takes part with hard limits alone
     */
    private record Above(List<AskedLevel> levels, List<AskedLevel> hardOnly) {
        static final Above NOBODY = new Above(List.of(), List.of());
    }

    /**
     * Who takes part in a call.
     *
     * @param levels who is charged, the account first (charging §1)
     * @param payers the accounts of the levels, without root
     * @param hardOnly ancestors that take part with their hard limits alone
     * @param accounts of all these, in this order
     * @param meters of all these, in this order
     * @param withRoot root takes part with hard limits
     * @param partition the account just below root
     */
    record Parties(
            List<AskedLevel> levels,
            List<AccountId> payers,
            List<AskedLevel> hardOnly,
            List<AccountId> accounts,
            List<AccountMeter> meters,
            boolean withRoot,
            AccountId partition) {}

    /**
     * @param chain the account, its parent, … and root
     * @param parent where that stands; null for root
     * @param meter of what the account uses
     * @param limitsChanges how often limits had changed when these were read
     */
    Standing(List<AccountNode> chain, Standing parent, Limits limits, AccountMeter meter, long limitsChanges) {
        this.chain = chain;
        this.limitsChanges = limitsChanges;
        own = new AskedLevel(chain.get(0), seller(chain), 0, limits, meter, Optional.empty());
        above = parent == null ? Above.NOBODY : parent.fromBelow();
        List<AskedLevel> levels = with(own, above.levels);
        List<AskedLevel> all =
                Stream.concat(levels.stream(), above.hardOnly.stream()).toList();
        parties = new Parties(
                levels,
                levels.stream()
                        .map(AskedLevel::account)
                        .filter(account -> !account.isRoot())
                        .map(AccountNode::id)
                        .toList(),
                above.hardOnly,
                all.stream().map(level -> level.account().id()).toList(),
                all.stream().map(AskedLevel::meter).toList(),
                own.account().isRoot()
                        || above.hardOnly.stream()
                                .anyMatch(level -> level.account().isRoot()),
                Questions.partition(chain));
    }

    private static List<AskedLevel> with(AskedLevel first, List<AskedLevel> rest) {
        List<AskedLevel> all = new ArrayList<>(rest.size() + 1);
        all.add(first);
        all.addAll(rest);
        return List.copyOf(all);
    }

    private static AccountId seller(List<AccountNode> chain) {
        for (int above = 1; above < chain.size(); above++) {
            if (chain.get(above).reseller()) {
                return chain.get(above).id();
            }
        }
        return chain.get(0).id();
    }

    private Above fromBelow() {
        Above known = asSeenFromBelow;
        if (known == null) {
            AskedLevel next = own.oneFurther();
            List<AskedLevel> levels =
                    above.levels.stream().map(AskedLevel::oneFurther).toList();
            List<AskedLevel> hardOnly =
                    above.hardOnly.stream().map(AskedLevel::oneFurther).toList();
            boolean isLevel = Questions.isLevelAbove(own.account());
            known = new Above(
                    isLevel ? with(next, levels) : levels,
                    !isLevel && own.limits().applyToDescendants() ? with(next, hardOnly) : hardOnly);
            asSeenFromBelow = known;
        }
        return known;
    }

    /** Returns the account and all above it, root last. */
    List<AccountNode> chain() {
        return chain;
    }

    Parties parties() {
        return parties;
    }

    /** Returns how often limits had changed when those here were read. */
    long limitsChanges() {
        return limitsChanges;
    }
}
