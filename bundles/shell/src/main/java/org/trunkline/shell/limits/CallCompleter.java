package org.trunkline.shell.limits;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.LiveCalls;
import org.trunkline.shell.console.Accounts;

/** Completes the ids of calls in progress; of the {@value #CALLS_MAX} oldest where there are more. */
@Service
public final class CallCompleter implements Completer {
    private static final int CALLS_MAX = 1_000;

    @Reference
    private LiveCalls calls;

    @Reference
    private AccountTree tree;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        Accounts accounts = new Accounts(tree);
        StringsCompleter completer = new StringsCompleter();
        calls.list(accounts.caller(), accounts.root().id(), true).stream()
                .limit(CALLS_MAX)
                .forEach(call -> completer.getStrings().add(call.key().callId()));
        return completer.complete(session, line, candidates);
    }
}
