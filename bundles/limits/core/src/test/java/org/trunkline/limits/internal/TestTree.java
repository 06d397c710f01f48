package org.trunkline.limits.internal;

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
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;

/** A tree in memory; an administrator may do everything in the own subtree. */
public final class TestTree implements AccountTree, Access {
    private final Map<AccountId, AccountNode> nodes = new ConcurrentHashMap<>();
    private final Map<AccountId, List<AccountNode>> chains = new ConcurrentHashMap<>();

    void add(AccountId id, AccountId parent, boolean reseller) {
        put(node(id, parent, reseller, true, Set.of()));
    }

    public void put(AccountNode node) {
        nodes.put(node.id(), node);
    }

    void remove(AccountId id) {
        nodes.remove(id);
    }

    void disable(AccountId id) {
        AccountNode old = nodes.get(id);
        put(node(id, old.parent().orElse(null), old.reseller(), false, old.restricted()));
    }

    void restrict(AccountId id, String classification) {
        AccountNode old = nodes.get(id);
        put(node(id, old.parent().orElse(null), old.reseller(), true, Set.of(classification)));
    }

    void zone(AccountId id, String zone) {
        AccountNode old = nodes.get(id);
        put(with(old, old.currency(), zone));
    }

    void currency(AccountId id, String currency) {
        AccountNode old = nodes.get(id);
        put(with(old, currency, old.timezone()));
    }

    private static AccountNode with(AccountNode old, String currency, String timezone) {
        return new AccountNode(
                old.id(),
                old.parent(),
                old.name(),
                old.realm(),
                old.enabled(),
                old.reseller(),
                currency,
                old.country(),
                timezone,
                old.language(),
                old.restricted(),
                old.restrictedBelow());
    }

    @Override
    public AccountNode root() {
        return nodes.get(World.ROOT);
    }

    @Override
    public Optional<AccountNode> find(AccountId account) {
        return Optional.ofNullable(nodes.get(account));
    }

    @Override
    public Optional<AccountNode> findByRealm(String realm) {
        return nodes.values().stream()
                .filter(node -> node.realm().equalsIgnoreCase(realm))
                .findFirst();
    }

    @Override
    public Optional<AccountNode> findByName(String name) {
        return nodes.values().stream().filter(node -> node.name().equals(name)).findFirst();
    }

    @Override
    public List<AccountNode> chain(AccountId account) {
        List<AccountNode> chain = new ArrayList<>();
        Optional<AccountNode> node = find(account);
        while (node.isPresent()) {
            chain.add(node.get());
            node = node.get().parent().flatMap(this::find);
        }
        return chains.merge(account, chain, TestTree::sameOrNew);
    }

    /** As the real tree does: the same list as long as it says the same. */
    private static List<AccountNode> sameOrNew(List<AccountNode> known, List<AccountNode> now) {
        boolean same = known.size() == now.size();
        for (int i = 0; same && i < now.size(); i++) {
            same = known.get(i) == now.get(i);
        }
        return same ? known : now;
    }

    @Override
    public boolean contains(AccountId ancestor, AccountId account) {
        return chain(account).stream().anyMatch(node -> node.id().equals(ancestor));
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
        if (!caller.isSystem() && !contains(caller.account(), account)) {
            throw new NotFoundException(account.value());
        }
        if (!allows(caller, account, permission)) {
            throw new ForbiddenException(permission.name());
        }
        return find(account).orElseThrow(() -> new NotFoundException(account.value()));
    }

    @Override
    public boolean allows(Caller caller, AccountId account, Permission permission) {
        boolean above = !caller.account().equals(account) || caller.account().equals(World.ROOT);
        boolean related = permission.relation() == Permission.Relation.SELF_OR_ABOVE || above;
        return caller.isSystem()
                || contains(caller.account(), account)
                        && related
                        && caller.role().atLeast(permission.role());
    }

    static AccountNode node(AccountId id, AccountId parent, boolean reseller, boolean enabled, Set<String> restricted) {
        return new AccountNode(
                id,
                Optional.ofNullable(parent),
                "name " + id,
                id + ".example",
                enabled,
                reseller,
                "USD",
                "US",
                "UTC",
                "en-US",
                restricted,
                Set.of());
    }
}
