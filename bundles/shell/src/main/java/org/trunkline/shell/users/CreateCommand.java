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

/** Creates a user. */
@Service
@Command(scope = "user", name = "create", description = "Creates a user with a new password, which is shown this once")
public final class CreateCommand implements Action {
    @Argument(index = 0, name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Argument(index = 1, name = "username", description = "As which the user logs in", required = true)
    private String username;

    @Option(name = "-f", aliases = "--first-name", description = "First name; the user name if left out")
    private String firstName;

    @Option(name = "-l", aliases = "--last-name", description = "Last name; the name of the account if left out")
    private String lastName;

    @Option(name = "-e", aliases = "--email", description = "Where a link goes when the password is forgotten")
    private String email;

    @Option(name = "--admin", description = "Makes it an administrator")
    private boolean admin;

    @Option(name = "--mail", description = "Mails a link to choose a password by, to --email")
    private boolean mail;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private UserService users;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        if (mail && email == null) {
            throw new IllegalArgumentException("--mail needs --email");
        }
        Accounts accounts = new Accounts(tree);
        var of = accounts.find(account);
        String password = NewPassword.random();
        ObjectNode document = Json.object()
                .put(User.USERNAME, username)
                .put("password", password)
                .put(User.FIRST_NAME, firstName == null ? username : firstName)
                .put(User.LAST_NAME, lastName == null ? of.name() : lastName)
                .put(User.PRIV_LEVEL, admin ? "admin" : "user")
                .put(User.REQUIRE_PASSWORD_UPDATE, true)
                .put("send_email_on_creation", mail);
        if (email != null) {
            document.put(User.EMAIL, email);
        }
        UsersOf.showOnce(users.create(accounts.caller(), of.id(), document), password, json);
        return null;
    }
}
