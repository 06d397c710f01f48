package org.trunkline.shell.limits;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;

/** A tree of the root account alone. */
public final class OneRoot implements AccountTree {
    public static final String ID = "0".repeat(32);

    private static final AccountNode ROOT = new AccountNode(
            new AccountId(ID),
            Optional.empty(),
            "root",
            "root.example",
            true,
            true,
            "USD",
            "US",
            "UTC",
            "en-US",
            Set.of(),
            Set.of());

    @Override
    public AccountNode root() {
        return ROOT;
    }

    @Override
    public Optional<AccountNode> find(AccountId account) {
        return Optional.of(ROOT).filter(node -> node.id().equals(account));
    }

    @Override
    public Optional<AccountNode> findByRealm(String realm) {
        return Optional.of(ROOT).filter(node -> node.realm().equals(realm));
    }

    @Override
    public Optional<AccountNode> findByName(String name) {
        return Optional.of(ROOT).filter(node -> node.name().equals(name));
    }

    @Override
    public List<AccountNode> chain(AccountId account) {
        return find(account).stream().toList();
    }

    @Override
    public boolean contains(AccountId ancestor, AccountId account) {
        return ancestor.equals(account) && find(account).isPresent();
    }

    @Override
    public Optional<AccountNode> seller(AccountId account) {
        return Optional.empty();
    }

    @Override
    public boolean enabled(AccountId account) {
        return find(account).isPresent();
    }
}
