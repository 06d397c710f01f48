package org.trunkline.kernel;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tree for tests of other domains: a reseller at the top with one customer, and the table of rights. */
public final class OneReseller implements AccountTree, Access {
    public static final AccountId RESELLER = new AccountId("a".repeat(32));
    public static final AccountId CUSTOMER = new AccountId("b".repeat(32));

    private static AccountNode node(AccountId id, Optional<AccountId> parent) {
        boolean reseller = parent.isEmpty();
        return new AccountNode(
                id, parent, "n", "n.example", true, reseller, "USD", "US", "UTC", "en-US", Set.of(), Set.of());
    }

    @Override
    public AccountNode root() {
        return node(RESELLER, Optional.empty());
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
        if (account.equals(RESELLER)) {
            return List.of(root());
        }
        return account.equals(CUSTOMER) ? List.of(node(CUSTOMER, Optional.of(RESELLER)), root()) : List.of();
    }

    @Override
    public boolean contains(AccountId ancestor, AccountId account) {
        return chain(account).stream().anyMatch(each -> each.id().equals(ancestor));
    }

    @Override
    public Optional<AccountNode> seller(AccountId account) {
        return account.equals(CUSTOMER) ? Optional.of(root()) : Optional.empty();
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
        return find(account).orElseThrow();
    }

    @Override
    public boolean allows(Caller caller, AccountId account, Permission permission) {
        boolean above = caller.account().equals(RESELLER);
        return contains(caller.account(), account)
                && (above || permission.relation() == Permission.Relation.SELF_OR_ABOVE)
                && caller.role().atLeast(permission.role());
    }
}
