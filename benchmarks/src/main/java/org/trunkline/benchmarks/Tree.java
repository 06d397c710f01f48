package org.trunkline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;

/** Accounts in the same kind of map as the real tree has them, with their chains; everybody may do everything below. */
final class Tree implements AccountTree, Access {
    private final Map<AccountId, Place> places = new ConcurrentHashMap<>();
    private final AccountId root = new AccountId("%032x".formatted(0));

    /** Here no account changes, so neither does its chain. */
    private record Place(AccountNode node, List<AccountNode> chain) {}

    Tree() {
        put(root, Optional.empty(), true);
    }

    AccountId add(AccountId parent, boolean reseller) {
        AccountId id = new AccountId("%032x".formatted(places.size()));
        put(id, Optional.of(parent), reseller);
        return id;
    }

    int size() {
        return places.size();
    }

    private void put(AccountId id, Optional<AccountId> parent, boolean reseller) {
        AccountNode node = new AccountNode(
                id,
                parent,
                "Account " + id,
                id + ".example",
                true,
                reseller,
                "USD",
                "US",
                "UTC",
                "en-US",
                Set.of(),
                Set.of());
        List<AccountNode> chain = new ArrayList<>(List.of(node));
        parent.ifPresent(above -> chain.addAll(chain(above)));
        places.put(id, new Place(node, List.copyOf(chain)));
    }

    @Override
    public AccountNode root() {
        return places.get(root).node();
    }

    @Override
    public Optional<AccountNode> find(AccountId account) {
        return Optional.ofNullable(places.get(account)).map(Place::node);
    }

    @Override
    public Optional<AccountNode> findByRealm(String realm) {
        return Optional.empty();
    }

    @Override
    public List<AccountNode> chain(AccountId account) {
        Place place = places.get(account);
        return place == null ? List.of() : place.chain();
    }

    @Override
    public boolean contains(AccountId ancestor, AccountId account) {
        for (AccountNode node : chain(account)) {
            if (node.id().equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<AccountNode> seller(AccountId account) {
        return chain(account).stream().skip(1).filter(AccountNode::reseller).findFirst();
    }

    @Override
    public boolean enabled(AccountId account) {
        List<AccountNode> chain = chain(account);
        return !chain.isEmpty() && chain.stream().allMatch(AccountNode::enabled);
    }

    @Override
    public AccountNode require(Caller caller, AccountId account, Permission permission) {
        if (!allows(caller, account, permission)) {
            throw new NotFoundException(account.value());
        }
        return places.get(account).node();
    }

    @Override
    public boolean allows(Caller caller, AccountId account, Permission permission) {
        return places.containsKey(account) && (caller.isSystem() || contains(caller.account(), account));
    }
}
