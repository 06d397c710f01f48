package org.trunkline.shell.limits;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.SwitchKeys;
import org.trunkline.shell.console.Accounts;

/** Lists the switches. */
@Service
@Command(scope = "switch", name = "list", description = "Lists the switches that may ask for calls")
public final class SwitchListCommand implements Action {
    @Reference
    private SwitchKeys switches;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("id");
        table.column("name");
        table.column("serves");
        table.column("renews");
        table.column("key");
        for (SwitchIdentity each : switches.list(new Accounts(tree).caller())) {
            table.addRow()
                    .addContent(
                            each.id(),
                            each.name(),
                            new Accounts(tree).name(each.scope()),
                            each.renews() ? "yes" : "no",
                            "…" + each.keyEnding());
        }
        table.print(System.out);
        return null;
    }
}
