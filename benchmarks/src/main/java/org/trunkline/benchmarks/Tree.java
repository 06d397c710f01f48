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

/** Accounts in the same kind of map as the real tree has them; everybody may do everything below. */
final class Tree implements AccountTree, Access {
    private final Map<AccountId, AccountNode> nodes = new ConcurrentHashMap<>();
    private final AccountId root = new AccountId("%032x".formatted(0));

    Tree() {
        put(root, Optional.empty(), true);
    }

    AccountId add(AccountId parent, boolean reseller) {
        AccountId id = new AccountId("%032x".formatted(nodes.size()));
        put(id, Optional.of(parent), reseller);
        return id;
    }

    int size() {
        return nodes.size();
    }

    private void put(AccountId id, Optional<AccountId> parent, boolean reseller) {
        nodes.put(
                id,
                new AccountNode(
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
                        Set.of()));
    }

    @Override
    public AccountNode root() {
        return nodes.get(root);
    }

    @Override
    public Optional<AccountNode> find(AccountId account) {
        return Optional.ofNullable(nodes.get(account));
    }

    @Override
    public Optional<AccountNode> findByRealm(String realm) {
        return Optional.empty();
    }

    @Override
    public List<AccountNode> chain(AccountId account) {
        List<AccountNode> chain = new ArrayList<>();
        Optional<AccountNode> node = find(account);
        while (node.isPresent()) {
            chain.add(node.get());
            node = node.get().parent().flatMap(this::find);
        }
        return chain;
    }

    @Override
    public boolean contains(AccountId ancestor, AccountId account) {
        Optional<AccountNode> node = find(account);
        while (node.isPresent() && !node.get().id().equals(ancestor)) {
            node = node.get().parent().flatMap(this::find);
        }
        return node.isPresent();
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
        return nodes.get(account);
    }

    @Override
    public boolean allows(Caller caller, AccountId account, Permission permission) {
        return nodes.containsKey(account) && (caller.isSystem() || contains(caller.account(), account));
    }
}
