package org.trunkline.webhooks.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.accounts.SearchBy;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Knows one account that was deleted, and nothing else. */
final class Deleted implements AccountService {
    static final AccountId GONE = new AccountId("d".repeat(32));

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
    public List<DeletedAccount> deleted(Caller caller) {
        return List.of(new DeletedAccount(GONE, "gone", "gone.example", OneReseller.RESELLER, Instant.EPOCH));
    }

    @Override
    public Account restore(Caller caller, AccountId id) {
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
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Account> siblings(Caller caller, AccountId id, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long descendantsCount(Caller caller, AccountId id) {
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
    public Account promote(Caller caller, AccountId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Account demote(Caller caller, AccountId id) {
        throw new UnsupportedOperationException();
    }
}
