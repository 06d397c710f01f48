package org.trunkline.shell.limits;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.limits.LiveCall;
import org.trunkline.limits.LiveCalls;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Ends a call in progress. */
@Service
@Command(
        scope = "call",
        name = "end",
        description = "Ends a call: frees what it holds now, and tells its switch to hang up when it asks next")
public final class CallEndCommand implements Action {
    @Argument(name = "call", description = "The id of the call, as call:list shows it", required = true)
    @Completion(CallCompleter.class)
    private String call;

    @Option(name = "--switch", description = "The id of its switch, where two have a call with this id")
    private String switchId;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private LiveCalls calls;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts accounts = new Accounts(tree);
        LiveCall ended = end(accounts);
        if (json) {
            View.json(CallListCommand.fields(ended, accounts));
        } else {
            System.out.println("Ended: " + ended.from() + " to " + ended.to() + " of "
                    + ended.account().map(accounts::name).orElse("nobody we know"));
        }
        return null;
    }

    private LiveCall end(Accounts accounts) {
        try {
            return calls.end(accounts.caller(), accounts.root().id(), call, Optional.ofNullable(switchId));
        } catch (NotFoundException e) {
            throw new IllegalArgumentException("There is no call in progress with the id " + call, e);
        } catch (ForbiddenException e) {
            throw new IllegalArgumentException("An emergency call is ended by its caller only", e);
        } catch (InvalidException e) {
            throw new IllegalArgumentException(
                    "Several switches have a call with this id: name one with --switch, as call:list -j shows it", e);
        }
    }
}
