package org.trunkline.shell.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.PageRequest;

/** Completes names, realms and ids of accounts; of the first {@value #ACCOUNTS_MAX} by name where there are more. */
@Service
public final class AccountCompleter implements Completer {
    private static final int ACCOUNTS_MAX = 2_000;

    @Reference
    private AccountService accounts;

    @Reference
    private AccountTree tree;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        String typed = Optional.ofNullable(line.getCursorArgument()).orElse("").toLowerCase(Locale.ROOT);
        StringsCompleter completer = new StringsCompleter();
        add(
                completer,
                new Accounts(tree).root().name(),
                new Accounts(tree).root().realm(),
                new Accounts(tree).root().id().value(),
                typed);
        for (Account each : accounts.descendants(
                        new Accounts(tree).caller(),
                        new Accounts(tree).root().id(),
                        new PageRequest(Optional.empty(), ACCOUNTS_MAX, true))
                .rows()) {
            add(completer, each.name(), each.realm(), each.id().value(), typed);
        }
        return completer.complete(session, line, candidates);
    }

    private static void add(StringsCompleter completer, String name, String realm, String id, String typed) {
        // ids come last: nobody types one unless it is meant
        for (String text : typed.isEmpty() ? List.of(name, realm) : List.of(name, realm, id)) {
            if (text.toLowerCase(Locale.ROOT).startsWith(typed)) {
                completer.getStrings().add(text.contains(" ") ? '"' + text + '"' : text);
            }
        }
    }
}
