package org.trunkline.identity.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

/** A tree for tests: root, and "Acme Inc." below it. Only relations that identity asks for are known. */
final class TwoAccounts implements AccountTree, Access {
    static final AccountId ROOT = new AccountId("0".repeat(32));
    static final AccountId ACME = new AccountId("a".repeat(32));

    private final Set<AccountId> disabled = new HashSet<>();

    void disable(AccountId account) {
        disabled.add(account);
    }

    @Override
    public AccountNode root() {
        return node(ROOT, Optional.empty(), "root");
    }

    @Override
    public Optional<AccountNode> find(AccountId account) {
        return all().stream().filter(node -> node.id().equals(account)).findFirst();
    }

    @Override
    public Optional<AccountNode> findByRealm(String realm) {
        return all().stream().filter(node -> node.realm().equals(realm)).findFirst();
    }

    @Override
    public Optional<AccountNode> findByName(String name) {
        return all().stream().filter(node -> key(node.name()).equals(key(name))).findFirst();
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
        return chain(account).stream().skip(1).findFirst();
    }

    @Override
    public boolean enabled(AccountId account) {
        return !chain(account).isEmpty() && chain(account).stream().allMatch(AccountNode::enabled);
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

    private List<AccountNode> all() {
        return List.of(root(), node(ACME, Optional.of(ROOT), "Acme Inc."));
    }

    private AccountNode node(AccountId id, Optional<AccountId> parent, String name) {
        return new AccountNode(
                id,
                parent,
                name,
                key(name) + ".example.com",
                !disabled.contains(id),
                parent.isEmpty(),
                "USD",
                "US",
                "UTC",
                "fr-FR",
                Set.of(),
                Set.of());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
