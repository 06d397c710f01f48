package org.trunkline.shell.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.SwitchKeys;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;

/** Adds a switch and shows its key, once. */
@Service
@Command(scope = "switch", name = "key-create", description = "Adds a switch and shows its key, this once")
public final class KeyCreateCommand implements Action {
    @Argument(name = "name", description = "What to call the switch", required = true)
    private String name;

    @Option(name = "-a", aliases = "--account", description = "Top of the accounts it may serve; all if left out")
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = "--no-renew", description = "It cannot ask again during a call")
    private boolean noRenew;

    @Option(name = "--may-correct", description = "It may end a call again with other seconds")
    private boolean mayCorrect;

    @Option(name = "--may-assert-on-net", description = "It is believed when it says that a call is on-net")
    private boolean mayAssertOnNet;

    @Option(name = "--may-backdate", description = "Its own times are believed: for replays and late reports")
    private boolean mayBackdate;

    @Reference
    private SwitchKeys switches;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        ObjectNode document = Json.object()
                .put("name", name)
                .put("renews", !noRenew)
                .put("may_correct", mayCorrect)
                .put("may_assert_on_net", mayAssertOnNet)
                .put("may_backdate", mayBackdate);
        if (account != null) {
            document.put("account_id", new Accounts(tree).find(account).id().value());
        }
        SwitchKeys.NewSwitch made = switches.create(new Accounts(tree).caller(), document);
        System.out.println("switch " + made.identity().id());
        System.out.println("key    " + made.key());
        System.out.println("The key is not shown again.");
        return null;
    }
}
