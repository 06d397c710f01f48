package org.trunkline.rating.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.rating.DeckAssignment;

/**
 * Who pays from where. Most accounts have nothing assigned and pay from what their seller sells, so it is kept for each
 * seller and not for each account: a lookup waits for no memory that belongs to one customer.
 */
final class Payers {
    /** A power of two. A seller has two places side by side, and takes the second where the first is another's. */
    private static final int SELLERS = 1 << 14;

    private final AccountTree tree;
    /** What a name means to a seller. */
    private final BiFunction<AccountNode, String, AtomicReference<DeckTimeline>> named;

    private final Supplier<AtomicReference<DeckTimeline>> system;
    private final Map<AccountId, Assigned> assigned = new ConcurrentHashMap<>();
    /** Found by their nodes themselves, so that no id is compared; what is old here is seen to be so and replaced. */
    private final Seller[] sellers = new Seller[SELLERS];
    /** Replaced after each change of decks and assignments, so that what was found out before counts no more. */
    private volatile Object era = new Object();

    /** What is said of an account, and what a customer pays from for that reason. */
    private static final class Assigned {
        private final DeckAssignment assignment;
        // whoever comes at the same moment finds the same once more
        private Source bought;

        Assigned(DeckAssignment assignment) {
            this.assignment = assignment;
        }
    }

    /** What a seller pays from, and those below to whom it assigned no deck. */
    private static final class Seller {
        private final AccountNode node;
        private PaysFrom pays;
        private Source sold;

        Seller(AccountNode node) {
            this.node = node;
        }
    }

    Payers(
            AccountTree tree,
            BiFunction<AccountNode, String, AtomicReference<DeckTimeline>> named,
            Supplier<AtomicReference<DeckTimeline>> system) {
        this.tree = tree;
        this.named = named;
        this.system = system;
    }

    DeckAssignment assignment(AccountId account) {
        Assigned own = assigned.get(account);
        return own == null ? DeckAssignment.none(account) : own.assignment;
    }

    List<DeckAssignment> assignments() {
        return assigned.values().stream().map(own -> own.assignment).toList();
    }

    /** Whoever changes assignments calls {@link #forget} after it. */
    void put(DeckAssignment assignment) {
        assigned.put(assignment.account(), new Assigned(assignment));
    }

    void remove(AccountId account) {
        assigned.remove(account);
    }

    /** Decks or assignments have changed. */
    void forget() {
        era = new Object();
    }

    /** Returns what is another one after each change of decks and assignments. */
    Object era() {
        return era;
    }

    /** Returns where the account pays from, or null for one that is not known. */
    PaysFrom find(AccountId payer) {
        // before anything is looked at: what changes meanwhile is found the next time
        Object now = era;
        List<AccountNode> chain = tree.chain(payer);
        if (chain.isEmpty()) {
            return null;
        }
        return find(chain, 0, now);
    }

    /**
     * Returns where each of these pays from, null for those that are not known.
     *
     * @param payers an account and some of its ancestors, in their order
     */
    PaysFrom[] findAll(List<AccountId> payers) {
        Object now = era;
        PaysFrom[] found = new PaysFrom[payers.size()];
        List<AccountNode> chain = payers.isEmpty() ? List.of() : tree.chain(payers.get(0));
        int at = 0;
        for (int i = 0; i < found.length; i++) {
            AccountId payer = payers.get(i);
            while (at < chain.size() && !chain.get(at).id().equals(payer)) {
                at++;
            }
            // one that is not above the first, or no more
            found[i] = at < chain.size() ? find(chain, at, now) : find(payer);
        }
        return found;
    }

    /** @param from where in the chain the payer is */
    private PaysFrom find(List<AccountNode> chain, int from, Object now) {
        return chain.get(from).reseller() ? ofSeller(chain, from, now) : ofCustomer(chain, from, now);
    }

    private PaysFrom ofSeller(List<AccountNode> chain, int from, Object now) {
        Seller seller = seller(chain.get(from));
        PaysFrom known = seller.pays;
        if (known != null && known.source().isCurrent(now, chain, from)) {
            return known;
        }
        Assigned own = assigned.get(seller.node.id());
        Source source = source(own == null ? soldTo(chain, from) : bought(own, chain, from), chain, from, now);
        PaysFrom found = new PaysFrom(seller.node, source, discounts(own));
        seller.pays = found;
        return found;
    }

    private PaysFrom ofCustomer(List<AccountNode> chain, int from, Object now) {
        AccountNode payer = chain.get(from);
        Assigned own = assigned.get(payer.id());
        Source source = own == null || own.assignment.deck().isEmpty()
                ? sold(chain, from, now)
                : boughtSource(own, chain, from, now);
        return new PaysFrom(payer, source, discounts(own));
    }

    private static Map<String, Integer> discounts(Assigned own) {
        return own == null ? Map.of() : own.assignment.discounts();
    }

    private Source boughtSource(Assigned own, List<AccountNode> chain, int from, Object now) {
        Source known = own.bought;
        if (known != null && known.isCurrent(now, chain, from)) {
            return known;
        }
        Source found = source(bought(own, chain, from), chain, from, now);
        own.bought = found;
        return found;
    }

    /** Returns what the seller of this account in the chain sells to all; where there is none, what it would sell itself. */
    private Source sold(List<AccountNode> chain, int from, Object now) {
        int seller = sellerOf(chain, from);
        int at = seller > 0 ? seller : from;
        Seller its = seller(chain.get(at));
        Source known = its.sold;
        if (known != null && known.isCurrent(now, chain, at)) {
            return known;
        }
        Source found = source(soldTo(chain, from), chain, at, now);
        its.sold = found;
        return found;
    }

    private Seller seller(AccountNode node) {
        int place = System.identityHashCode(node) & SELLERS - 1;
        Seller first = sellers[place];
        if (first != null && first.node == node) {
            return first;
        }
        Seller second = sellers[place ^ 1];
        if (second != null && second.node == node) {
            return second;
        }
        Seller fresh = new Seller(node);
        sellers[first == null ? place : place ^ 1] = fresh;
        return fresh;
    }

    private AtomicReference<DeckTimeline> bought(Assigned own, List<AccountNode> chain, int from) {
        int seller = sellerOf(chain, from);
        return own.assignment.deck().isPresent() && seller > 0
                ? named.apply(chain.get(seller), own.assignment.deck().get())
                : soldTo(chain, from);
    }

    /** Returns what is sold by the nearest seller of this account in the chain that sells something. */
    private AtomicReference<DeckTimeline> soldTo(List<AccountNode> chain, int from) {
        int at = sellerOf(chain, from);
        while (at > 0) {
            Optional<String> name = assignment(chain.get(at).id()).defaultDeck();
            if (name.isPresent()) {
                return named.apply(chain.get(at), name.get());
            }
            at = sellerOf(chain, at);
        }
        return system.get();
    }

    private Source source(AtomicReference<DeckTimeline> deck, List<AccountNode> chain, int from, Object now) {
        AccountNode owner =
                deck == null ? null : tree.find(deck.get().stored().owner()).orElse(null);
        // of the whole chain no copy is made, so that it is known again at a glance
        return new Source(now, List.copyOf(from == 0 ? chain : chain.subList(from, chain.size())), deck, owner);
    }

    /** Returns where in the chain the nearest seller above this account is, or 0 where there is none. */
    private static int sellerOf(List<AccountNode> chain, int account) {
        for (int i = account + 1; i < chain.size(); i++) {
            if (chain.get(i).reseller()) {
                return i;
            }
        }
        return 0;
    }
}
