package org.trunkline.accounts.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.accounts.SearchBy;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Just so much of the domain as views ask for: which accounts there are, and how many lie below each. */
final class KnownAccounts implements AccountService, AccountTree {
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
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AccountNode> chain(AccountId account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean contains(AccountId ancestor, AccountId account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<AccountNode> seller(AccountId account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean enabled(AccountId account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account create(Caller caller, AccountId parent, ObjectNode document) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account create(Caller caller, AccountId parent, ObjectNode document, LongPredicate expected) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account createOnce(Caller caller, AccountId parent, ObjectNode document, String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account get(Caller caller, AccountId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account replace(Caller caller, AccountId id, ObjectNode document) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account replace(Caller caller, AccountId id, ObjectNode document, LongPredicate expected) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account merge(Caller caller, AccountId id, ObjectNode changes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account merge(Caller caller, AccountId id, ObjectNode changes, LongPredicate expected) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account delete(Caller caller, AccountId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account delete(Caller caller, AccountId id, LongPredicate expected) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Account> children(Caller caller, AccountId id, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Account> descendants(Caller caller, AccountId id, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Account> search(Caller caller, AccountId id, SearchBy by, String text, PageRequest page) {
        return Page.last(searched.stream()
                .filter(account -> by.key(account).startsWith(SearchBy.key(text)))
                .toList());
    }

    @Override
    public Page<Account> siblings(Caller caller, AccountId id, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AccountNode> tree(Caller caller, AccountId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AccountNode> parents(Caller caller, AccountId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account move(Caller caller, AccountId id, AccountId to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<DeletedAccount> deleted(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account restore(Caller caller, AccountId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account promote(Caller caller, AccountId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account demote(Caller caller, AccountId id) {
        throw new UnsupportedOperationException();
    }
}
