package org.trunkline.ledger.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;

/** root → master → reseller → customer, and a stranger below root. Rights by relation only. */
final class TestTree implements AccountTree, Access {
    static final AccountId ROOT = new AccountId("0".repeat(32));
    static final AccountId MASTER = new AccountId("1".repeat(32));
    static final AccountId RESELLER = new AccountId("2".repeat(32));
    static final AccountId CUSTOMER = new AccountId("3".repeat(32));
    static final AccountId STRANGER = new AccountId("4".repeat(32));

    private final Map<AccountId, AccountNode> nodes = new HashMap<>();

    TestTree() {
        add(ROOT, null, true);
        add(MASTER, ROOT, true);
        add(RESELLER, MASTER, true);
        add(CUSTOMER, RESELLER, false);
        add(STRANGER, ROOT, true);
    }

    void add(AccountId id, AccountId parent, boolean reseller) {
        String name = "account " + id.value().charAt(0);
        nodes.put(
                id,
                new AccountNode(
                        id,
                        Optional.ofNullable(parent),
                        name,
                        name + ".example",
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
        return nodes.get(ROOT);
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
    public Optional<AccountNode> findByName(String name) {
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
        return chain(account).stream().anyMatch(node -> node.id().equals(ancestor));
    }

    @Override
    public Optional<AccountNode> seller(AccountId account) {
        return chain(account).stream().skip(1).filter(AccountNode::reseller).findFirst();
    }

    @Override
    public boolean enabled(AccountId account) {
        return true;
    }

    @Override
    public AccountNode require(Caller caller, AccountId account, Permission permission) {
        if (!contains(caller.account(), account)) {
            throw new NotFoundException(account.value());
        }
        if (!allows(caller, account, permission)) {
            throw new ForbiddenException(permission.name());
        }
        return nodes.get(account);
    }

    @Override
    public boolean allows(Caller caller, AccountId account, Permission permission) {
        boolean above = !caller.account().equals(account) || caller.account().equals(ROOT);
        return contains(caller.account(), account)
                && (permission.relation() == Permission.Relation.SELF_OR_ABOVE || above);
    }
}
