package org.trunkline.shell.console;

import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Ids;

/** Finds accounts as people name them at the console: by id, realm or name. */
public final class Accounts {
    private final AccountTree tree;

    public Accounts(AccountTree tree) {
        this.tree = tree;
    }

    /** The administrator at the console may do everything. */
    public Caller caller() {
        return Caller.system(tree.root().id(), "console");
    }

    public AccountNode root() {
        return tree.root();
    }

    /** @throws IllegalArgumentException if there is no such account */
    public AccountNode find(String text) {
        if (Ids.isWellFormed(text) && tree.find(new AccountId(text)).isPresent()) {
            return tree.find(new AccountId(text)).get();
        }
        return tree.findByRealm(text)
                .or(() -> tree.findByName(text))
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no account with the id, realm or name " + text));
    }

    /** Returns the name of an account, or its id where it is gone. */
    public String name(AccountId id) {
        return tree.find(id).map(AccountNode::name).orElse(id.value());
    }
}
