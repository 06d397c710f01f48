package org.trunkline.shell.accounts;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.trunkline.accounts.AccountService;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.Accounts;

/** Completes the names and ids of accounts that can be brought back. */
@Service
public final class DeletedCompleter implements Completer {
    @Reference
    private AccountService accounts;

    @Reference
    private AccountTree tree;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter completer = new StringsCompleter();
        for (DeletedAccount each : accounts.deleted(new Accounts(tree).caller())) {
            String name = each.name();
            completer.getStrings().add(name.contains(" ") ? '"' + name + '"' : name);
            completer.getStrings().add(each.id().value());
        }
        return completer.complete(session, line, candidates);
    }
}
