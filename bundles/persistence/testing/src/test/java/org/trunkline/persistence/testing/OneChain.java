package org.trunkline.persistence.testing;

import java.util.List;
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

/** A tree for tests: a customer below a reseller below root. */
final class OneChain implements AccountTree, Access {
    static final AccountId ROOT = new AccountId("0".repeat(32));
    static final AccountId RESELLER = new AccountId("1".repeat(32));
    static final AccountId CUSTOMER = new AccountId("2".repeat(32));

    private static final List<AccountNode> FROM_BELOW = List.of(
            node(CUSTOMER, Optional.of(RESELLER)), node(RESELLER, Optional.of(ROOT)), node(ROOT, Optional.empty()));

    private static AccountNode node(AccountId id, Optional<AccountId> parent) {
        return new AccountNode(
                id, parent, "name", "realm", true, false, "USD", "US", "UTC", "en-US", Set.of(), Set.of());
    }

    @Override
    public AccountNode root() {
        return FROM_BELOW.get(2);
    }

    @Override
    public Optional<AccountNode> find(AccountId account) {
        return FROM_BELOW.stream().filter(node -> node.id().equals(account)).findFirst();
    }

    @Override
    public Optional<AccountNode> findByRealm(String realm) {
        return Optional.empty();
    }

    @Override
    public List<AccountNode> chain(AccountId account) {
        return FROM_BELOW.stream().dropWhile(node -> !node.id().equals(account)).toList();
    }

    @Override
    public boolean contains(AccountId ancestor, AccountId account) {
        return chain(account).stream().anyMatch(node -> node.id().equals(ancestor));
    }

    @Override
    public Optional<AccountNode> seller(AccountId account) {
        return chain(account).stream().skip(1).findFirst();
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
        if (!caller.role().atLeast(permission.role())) {
            throw new ForbiddenException("the caller lacks the right " + permission.name());
        }
        return find(account).orElseThrow();
    }

    @Override
    public boolean allows(Caller caller, AccountId account, Permission permission) {
        return contains(caller.account(), account) && caller.role().atLeast(permission.role());
    }
}
