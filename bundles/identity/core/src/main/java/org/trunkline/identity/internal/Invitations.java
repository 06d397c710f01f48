package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.spi.AccountAdministrators;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.json.Checks;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Permission;

/**
 * Makes administrators of accounts that others make by the thousand. Who is given no password has none: the mail of a new
 * user brings a link that lets it in once, to choose one. So nothing is hashed for it, and there is nothing to guess.
 */
@Component
public final class Invitations implements AccountAdministrators {
    private final UserManager users;
    private final UserStore store;
    private final Access access;

    @Activate
    public Invitations(@Reference UserManager users, @Reference UserStore store, @Reference Access access) {
        this.users = users;
        this.store = store;
        this.access = access;
    }

    @Override
    public void check(ObjectNode user) {
        UserDocument document = UserDocument.created(administrator(user));
        Checks checks = users.checks(document);
        if (document.username().isEmpty()) {
            checks.add(FieldError.required(User.USERNAME));
        }
        if (!isTyped(user) && user.path(User.EMAIL).asText("").isBlank()) {
            checks.add(FieldError.of(
                    User.EMAIL, "required", "Who has no password is invited by mail, and that needs an address"));
        }
        checks.throwIfAny();
    }

    @Override
    public Outcome ensure(Caller caller, AccountId account, ObjectNode user) {
        access.require(caller, account, Permission.USER_WRITE);
        check(user);
        if (isThere(account, user)) {
            return Outcome.THERE;
        }
        boolean typed = isTyped(user);
        ObjectNode document = administrator(user).put(AccountMails.ON_CREATION, !typed);
        try {
            users.create(caller, account, document, !typed);
        } catch (InvalidException e) {
            // somebody else made the same one meanwhile
            if (isThere(account, user)) {
                return Outcome.THERE;
            }
            throw e;
        }
        return typed ? Outcome.CREATED : Outcome.INVITED;
    }

    private boolean isThere(AccountId account, ObjectNode user) {
        String name = user.path(User.USERNAME).asText().toLowerCase(Locale.ROOT);
        return store.findByUsername(account, name).isPresent();
    }

    private static ObjectNode administrator(ObjectNode user) {
        return user.deepCopy().put(User.PRIV_LEVEL, "admin");
    }

    private static boolean isTyped(ObjectNode user) {
        return user.has(UserDocument.PASSWORD);
    }
}
