package org.trunkline.shell.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.trunkline.identity.User;
import org.trunkline.identity.UserService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.shell.console.View;

/** The users of one account, as people name them at the console: by user name or id. */
record UsersOf(UserService users, Caller caller, AccountId account) {

    void each(Consumer<User> action) {
        Optional<String> start = Optional.empty();
        do {
            Page<User> page = users.list(caller, account, new PageRequest(start, PageRequest.SIZE_MAX, true));
            page.rows().forEach(action);
            start = page.nextStartKey();
        } while (start.isPresent());
    }

    /** @throws IllegalArgumentException if there is no such user */
    User find(String text) {
        User[] found = new User[1];
        each(user -> {
            if (user.id().value().equals(text) || user.username().equals(Optional.of(text.toLowerCase(Locale.ROOT)))) {
                found[0] = user;
            }
        });
        if (found[0] == null) {
            throw new IllegalArgumentException("The account has no user with the name or id " + text);
        }
        return found[0];
    }

    static ObjectNode fields(User user) {
        return Json.object()
                .put("id", user.id().value())
                .put("username", user.username().orElse(""))
                .put("first_name", user.firstName())
                .put("last_name", user.lastName())
                .put("email", user.email().orElse(""))
                .put("priv_level", user.role().name().toLowerCase(Locale.ROOT))
                .put("enabled", user.enabled());
    }

    /** Shows a user with the password that it has now, which nobody can show again. */
    static void showOnce(User user, String password, boolean json) {
        ObjectNode fields = fields(user).put("password", password);
        if (json) {
            View.json(fields);
        } else {
            View.fields(fields);
            System.out.println("The password is shown this once; the user has to replace it at the first login.");
        }
    }
}
