package org.trunkline.shell.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.accounts.UnaskedAccounts;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** A tree of accounts for commands: it does what it is told by the console and by nobody else. */
public final class KnownAccounts extends UnaskedAccounts implements AccountTree {
    private static final Instant AT = Instant.parse("2026-11-28T12:00:00Z");

    private final Map<AccountId, Account> rows = new LinkedHashMap<>();
    private final Map<AccountId, Account> gone = new LinkedHashMap<>();

    public KnownAccounts() {
        put(account(new AccountId("0".repeat(32)), List.of(), "root", true));
    }

    /** Adds an account whose id is that digit 32 times. */
    public AccountId add(int digit, AccountId parent, String name) {
        AccountId id = new AccountId(Integer.toString(digit).repeat(32));
        put(account(id, rows.get(parent).pathBelow(), name, false));
        return id;
    }

    private static Account account(AccountId id, List<AccountId> path, String name, boolean reseller) {
        Optional<AccountId> parent = path.isEmpty() ? Optional.empty() : Optional.of(path.get(path.size() - 1));
        return new Account(
                id,
                parent,
                path,
                name,
                name + ".test",
                true,
                reseller,
                0,
                AT,
                AT,
                1,
                Json.object().put("org", "x"));
    }

    private Account put(Account account) {
        rows.put(account.id(), account);
        return account;
    }

    private static void requireConsole(Caller caller) {
        if (!caller.isSystem() || !caller.name().equals("console")) {
            throw new ForbiddenException("only the console asks here");
        }
    }

    private Account own(Caller caller, AccountId id) {
        requireConsole(caller);
        return rows.get(id);
    }

    @Override
    public Account create(Caller caller, AccountId parent, ObjectNode document) {
        requireConsole(caller);
        AccountId id = add(rows.size(), parent, document.path(Account.NAME).asText());
        Account made = rows.get(id);
        ObjectNode rest = document.deepCopy();
        rest.remove(List.of(Account.NAME, Account.REALM));
        return put(made.with(made.name(), document.path(Account.REALM).asText(made.realm()), true, rest, AT));
    }

    @Override
    public Account create(Caller caller, AccountId parent, ObjectNode document, LongPredicate expected) {
        return create(caller, parent, document);
    }

    @Override
    public Account createOnce(Caller caller, AccountId parent, ObjectNode document, String key) {
        return create(caller, parent, document);
    }

    @Override
    public Account get(Caller caller, AccountId id) {
        return own(caller, id);
    }

    @Override
    public Account merge(Caller caller, AccountId id, ObjectNode changes) {
        Account old = own(caller, id);
        boolean enabled = changes.path(Account.ENABLED).asBoolean(old.enabled());
        return put(old.with(old.name(), old.realm(), enabled, old.document(), AT));
    }

    @Override
    public Account merge(Caller caller, AccountId id, ObjectNode changes, LongPredicate expected) {
        return merge(caller, id, changes);
    }

    @Override
    public Account delete(Caller caller, AccountId id) {
        Account old = own(caller, id);
        rows.remove(id);
        gone.put(id, old);
        return old;
    }

    @Override
    public Account delete(Caller caller, AccountId id, LongPredicate expected) {
        return delete(caller, id);
    }

    @Override
    public List<DeletedAccount> deleted(Caller caller) {
        requireConsole(caller);
        return gone.values().stream()
                .map(each -> new DeletedAccount(
                        each.id(), each.name(), each.realm(), each.parent().orElseThrow(), AT))
                .toList();
    }

    @Override
    public Account restore(Caller caller, AccountId id) {
        requireConsole(caller);
        return put(gone.remove(id));
    }

    /** Counts the children anew, and pages them two by two, however many are wanted. */
    @Override
    public Page<Account> children(Caller caller, AccountId id, PageRequest page) {
        requireConsole(caller);
        List<Account> all = rows.values().stream()
                .filter(each -> each.parent().equals(Optional.of(id)))
                .map(each -> each.withCounters((int) descendantsCount(caller, each.id()), each.revision()))
                .toList();
        int from = page.startKey().map(Integer::parseInt).orElse(0);
        int to = Math.min(all.size(), from + 2);
        return new Page<>(
                all.subList(from, to), to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    @Override
    public long descendantsCount(Caller caller, AccountId id) {
        requireConsole(caller);
        return rows.values().stream().filter(each -> each.path().contains(id)).count();
    }

    @Override
    public Account move(Caller caller, AccountId id, AccountId to) {
        Account old = own(caller, id);
        if (old.isRoot()) {
            throw new ForbiddenException("the root account stays what it is");
        }
        return put(old.withPath(rows.get(to).pathBelow(), AT));
    }

    @Override
    public Account promote(Caller caller, AccountId id) {
        return put(own(caller, id).withReseller(true, AT));
    }

    @Override
    public Account demote(Caller caller, AccountId id) {
        return put(own(caller, id).withReseller(false, AT));
    }

    @Override
    public AccountNode root() {
        return node(rows.values().iterator().next());
    }

    @Override
    public Optional<AccountNode> find(AccountId account) {
        return Optional.ofNullable(rows.get(account)).map(KnownAccounts::node);
    }

    @Override
    public Optional<AccountNode> findByRealm(String realm) {
        return rows.values().stream()
                .filter(each -> each.realm().equals(realm))
                .findFirst()
                .map(KnownAccounts::node);
    }

    @Override
    public Optional<AccountNode> findByName(String name) {
        return rows.values().stream()
                .filter(each -> each.nameKey().equals(Account.nameKey(name)))
                .findFirst()
                .map(KnownAccounts::node);
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
        return chain(account).stream().allMatch(AccountNode::enabled);
    }

    private static AccountNode node(Account account) {
        return new AccountNode(
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
                Set.of());
    }
}
