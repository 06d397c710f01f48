package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.json.Checks;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

/** Names and realms belong to one account each; says so in the words of the wire (crossbar-api §3.4). */
final class UniqueKeys {
    private final AccountStore store;

    UniqueKeys(AccountStore store) {
        this.store = store;
    }

    /** Looks before the store decides, so that one answer names everything that is wrong. */
    void check(Checks checks, AccountId id, ObjectNode document) {
        String name = document.path(Account.NAME).asText("");
        String realm = document.path(Account.REALM).asText("");
        List<String> wrong = checks.errors().stream().map(FieldError::field).toList();
        if (!wrong.contains(Account.NAME) && isTaken(store.findByName(Account.nameKey(name)), id)) {
            checks.add(nameTaken(name));
        }
        if (!wrong.contains(Account.REALM) && isTaken(store.findByRealm(Account.realmKey(realm)), id)) {
            checks.add(realmTaken(realm));
        }
    }

    /** Two requests may both have looked in time: the unique index decides, in the same words. */
    Account write(ObjectNode document, Supplier<Account> write) {
        try {
            return write.get();
        } catch (ConflictException e) {
            InvalidException taken;
            if (AccountStore.NAME.equals(e.causeValue())) {
                taken = new InvalidException(
                        List.of(nameTaken(document.get(Account.NAME).textValue())));
            } else if (AccountStore.REALM.equals(e.causeValue())) {
                taken = new InvalidException(
                        List.of(realmTaken(document.get(Account.REALM).textValue())));
            } else {
                throw e;
            }
            taken.initCause(e);
            throw taken;
        }
    }

    private static boolean isTaken(Optional<Account> other, AccountId id) {
        return other.isPresent() && !other.get().id().equals(id);
    }

    private static FieldError nameTaken(String name) {
        return new FieldError(Account.NAME, "unique", "Account name already in use", null, null, name);
    }

    private static FieldError realmTaken(String realm) {
        return new FieldError(Account.REALM, "unique", "Account realm already in use", null, null, realm);
    }
}
