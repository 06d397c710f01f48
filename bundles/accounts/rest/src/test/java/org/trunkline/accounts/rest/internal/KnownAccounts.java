package org.trunkline.accounts.rest.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.SearchBy;
import org.trunkline.accounts.UnaskedAccounts;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Just so much of the domain as views ask for: which accounts there are, and how many lie below each. */
final class KnownAccounts extends UnaskedAccounts implements AccountTree {
    static final long DESCENDANTS = 7;

    private final Map<AccountId, AccountNode> nodes = new HashMap<>();

    private final List<Account> searched = new ArrayList<>();

    Account add(Account account) {
        searched.add(account);
        nodes.put(
                account.id(),
                new AccountNode(
                        account.id(),
                        account.parent(),
                        account.name(),
                        account.realm(),
                        account.enabled(),
                        account.reseller(),
                        "USD",
                        "US",
                        "UTC",
                        "en-US",
                        Set.of(),
                        Set.of()));
        return account;
    }

    void forget(AccountId id) {
        nodes.remove(id);
    }

    @Override
    public AccountNode root() {
        return nodes.values().stream().filter(AccountNode::isRoot).findFirst().orElseThrow();
    }

    @Override
    public Optional<AccountNode> find(AccountId account) {
        return Optional.ofNullable(nodes.get(account));
    }

    @Override
    public long descendantsCount(Caller caller, AccountId id) {
        if (!nodes.containsKey(id)) {
            throw new NotFoundException(id.value());
        }
        return DESCENDANTS;
    }

    @Override
    public Optional<AccountNode> findByRealm(String realm) {
        throw unasked("findByRealm");
    }

    @Override
    public List<AccountNode> chain(AccountId account) {
        throw unasked("chain");
    }

    @Override
    public boolean contains(AccountId ancestor, AccountId account) {
        throw unasked("contains");
    }

    @Override
    public Optional<AccountNode> seller(AccountId account) {
        throw unasked("seller");
    }

    @Override
    public boolean enabled(AccountId account) {
        throw unasked("enabled");
    }

    @Override
    public Page<Account> search(Caller caller, AccountId id, SearchBy by, String text, PageRequest page) {
        return Page.last(searched.stream()
                .filter(account -> by.key(account).startsWith(SearchBy.key(text)))
                .toList());
    }
}
