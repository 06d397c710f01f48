package org.trunkline.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.LongPredicate;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Accounts for tests that ask little: a test fails that asks for what its own subclass does not answer. */
public abstract class UnaskedAccounts implements AccountService {

    /** Returns what to throw where nobody must come by. */
    protected static AssertionError unasked(String what) {
        return new AssertionError("this test asks for nothing like " + what);
    }

    @Override
    public Account create(Caller caller, AccountId parent, ObjectNode document) {
        throw unasked("create");
    }

    @Override
    public Account create(Caller caller, AccountId parent, ObjectNode document, LongPredicate expected) {
        throw unasked("create");
    }

    @Override
    public Account createOnce(Caller caller, AccountId parent, ObjectNode document, String key) {
        throw unasked("createOnce");
    }

    @Override
    public Account get(Caller caller, AccountId id) {
        throw unasked("get");
    }

    @Override
    public Account replace(Caller caller, AccountId id, ObjectNode document) {
        throw unasked("replace");
    }

    @Override
    public Account replace(Caller caller, AccountId id, ObjectNode document, LongPredicate expected) {
        throw unasked("replace");
    }

    @Override
    public Account merge(Caller caller, AccountId id, ObjectNode changes) {
        throw unasked("merge");
    }

    @Override
    public Account merge(Caller caller, AccountId id, ObjectNode changes, LongPredicate expected) {
        throw unasked("merge");
    }

    @Override
    public Account delete(Caller caller, AccountId id) {
        throw unasked("delete");
    }

    @Override
    public Account delete(Caller caller, AccountId id, LongPredicate expected) {
        throw unasked("delete");
    }

    @Override
    public List<DeletedAccount> deleted(Caller caller) {
        throw unasked("deleted");
    }

    @Override
    public Account restore(Caller caller, AccountId id) {
        throw unasked("restore");
    }

    @Override
    public Page<Account> children(Caller caller, AccountId id, PageRequest page) {
        throw unasked("children");
    }

    @Override
    public Page<Account> descendants(Caller caller, AccountId id, PageRequest page) {
        throw unasked("descendants");
    }

    @Override
    public Page<Account> search(Caller caller, AccountId id, SearchBy by, String text, PageRequest page) {
        throw unasked("search");
    }

    @Override
    public Page<Account> siblings(Caller caller, AccountId id, PageRequest page) {
        throw unasked("siblings");
    }

    @Override
    public long descendantsCount(Caller caller, AccountId id) {
        throw unasked("descendantsCount");
    }

    @Override
    public List<AccountNode> tree(Caller caller, AccountId id) {
        throw unasked("tree");
    }

    @Override
    public List<AccountNode> parents(Caller caller, AccountId id) {
        throw unasked("parents");
    }

    @Override
    public Account move(Caller caller, AccountId id, AccountId to) {
        throw unasked("move");
    }

    @Override
    public Account promote(Caller caller, AccountId id) {
        throw unasked("promote");
    }

    @Override
    public Account demote(Caller caller, AccountId id) {
        throw unasked("demote");
    }
}
