package org.trunkline.numbers.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

/** Root with two resellers; the first one has two customers, the second one has one. Accounts can go and move. */
final class TwoResellers implements AccountTree, Access {
    static final AccountId ROOT = id("0");
    static final AccountId RESELLER = id("a");
    static final AccountId CUSTOMER = id("b");
    static final AccountId NEIGHBOUR = id("c");
    static final AccountId OTHER_RESELLER = id("d");
    static final AccountId STRANGER = id("e");

    private final Map<AccountId, AccountId> parents = new HashMap<>();
    private final Set<AccountId> gone = new HashSet<>();
    private final Set<AccountId> disabled = new HashSet<>();

    TwoResellers() {
        parents.put(ROOT, null);
        parents.put(RESELLER, ROOT);
        parents.put(CUSTOMER, RESELLER);
        parents.put(NEIGHBOUR, RESELLER);
        parents.put(OTHER_RESELLER, ROOT);
        parents.put(STRANGER, OTHER_RESELLER);
    }

    private static AccountId id(String digit) {
        return new AccountId(digit.repeat(32));
    }

    void delete(AccountId account) {
        gone.add(account);
    }

    void restore(AccountId account) {
        gone.remove(account);
    }

    void move(AccountId account, AccountId parent) {
        parents.put(account, parent);
    }

    void disable(AccountId account) {
        disabled.add(account);
    }

    private AccountNode node(AccountId id) {
        boolean reseller = Set.of(ROOT, RESELLER, OTHER_RESELLER).contains(id);
        return new AccountNode(
                id,
                Optional.ofNullable(parents.get(id)),
                "n",
                "n.example",
                !disabled.contains(id),
                reseller,
                "USD",
                "US",
                "UTC",
                "en-US",
                Set.of(),
                Set.of());
    }

    @Override
    public AccountNode root() {
        return node(ROOT);
    }

    @Override
    public Optional<AccountNode> find(AccountId account) {
        return chain(account).stream().findFirst();
    }

    @Override
    public Optional<AccountNode> findByRealm(String realm) {
        return Optional.empty();
    }

    @Override
    public List<AccountNode> chain(AccountId account) {
        List<AccountNode> chain = new ArrayList<>();
        for (AccountId at = account;
                at != null && parents.containsKey(at) && !gone.contains(at);
                at = parents.get(at)) {
            chain.add(node(at));
        }
        return chain;
    }

    @Override
    public boolean contains(AccountId ancestor, AccountId account) {
        return chain(account).stream().anyMatch(each -> each.id().equals(ancestor));
    }

    @Override
    public Optional<AccountNode> seller(AccountId account) {
        return chain(account).stream().skip(1).filter(AccountNode::reseller).findFirst();
    }

    @Override
    public boolean enabled(AccountId account) {
        return chain(account).stream().allMatch(AccountNode::enabled);
    }

    @Override
    public AccountNode require(Caller caller, AccountId account, Permission permission) {
        if (!contains(caller.account(), account)) {
            throw new NotFoundException(account.value());
        }
        if (!allows(caller, account, permission)) {
            throw new ForbiddenException(permission.name());
        }
        return node(account);
    }

    @Override
    public boolean allows(Caller caller, AccountId account, Permission permission) {
        boolean root = caller.account().equals(ROOT);
        boolean strict = !caller.account().equals(account);
        boolean relates =
                switch (permission.relation()) {
                    case SELF_OR_ABOVE -> true;
                    case ABOVE -> strict;
                    case SELLER -> strict && node(caller.account()).reseller();
                    case ROOT -> false;
                };
        return contains(caller.account(), account)
                && (root || relates)
                && caller.role().atLeast(permission.role());
    }
}
