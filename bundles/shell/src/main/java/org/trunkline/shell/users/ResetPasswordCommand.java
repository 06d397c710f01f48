package org.trunkline.shell.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.identity.User;
import org.trunkline.identity.UserService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Gives a user a new password. */
@Service
@Command(
        scope = "user",
        name = "reset-password",
        description = "Gives a user a new password, which is shown this once, and ends its tokens")
public final class ResetPasswordCommand implements Action {
    @Argument(index = 0, name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Argument(index = 1, name = "user", description = "User name or id", required = true)
    private String user;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private UserService users;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts accounts = new Accounts(tree);
        UsersOf own =
                new UsersOf(users, accounts.caller(), accounts.find(account).id());
        User found = own.find(user);
        if (found.username().isEmpty()) {
            throw new IllegalArgumentException("The user has no user name: it does not log in");
        }
        String password = NewPassword.random();
        ObjectNode changes = Json.object().put("password", password).put(User.REQUIRE_PASSWORD_UPDATE, true);
        UsersOf.showOnce(users.merge(own.caller(), own.account(), found.id(), changes), password, json);
        return null;
    }
}
