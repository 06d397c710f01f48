package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trunkline.accounts.Account;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Role;

/** Makes an account of what a client sends, with all that the server fills in (crossbar-api §3.4). */
final class NewAccounts {
    private static final int REALM_RANDOM_LENGTH = 6;

    private final UniqueKeys unique;
    private final AccountTree tree;
    private final Clock clock;
    private final String realmSuffix;

    NewAccounts(UniqueKeys unique, AccountTree tree, Clock clock, String realmSuffix) {
        this.unique = unique;
        this.tree = tree;
        this.clock = clock;
        this.realmSuffix = realmSuffix;
    }

    /** @throws InvalidException with everything that is wrong with the document */
    Account of(Caller caller, Account parent, ObjectNode sent) {
        ObjectNode document = AccountDocument.fromClient(sent);
        if (!controlsBelow(caller)) {
            AccountDocument.keepControlled(document, Json.object());
        }
        if (AccountDocument.isAbsent(document, Account.REALM)) {
            document.put(Account.REALM, Ids.random().substring(0, REALM_RANDOM_LENGTH) + "." + realmSuffix);
        }
        AccountDocument.complete(
                document,
                tree.find(parent.id())
                        .map(AccountNode::timezone)
                        .orElseThrow(() -> new NotFoundException(parent.id().value())));
        Checks checks = AccountDocument.check(document, Json.object());
        AccountId id = wantedId(checks, sent).orElseGet(AccountId::random);
        if (parent.path().size() >= AccountTree.DEPTH_MAX) {
            checks.add(new FieldError(
                    "parent_id",
                    "depth",
                    "An account may be at most " + AccountTree.DEPTH_MAX + " levels below root",
                    AccountTree.DEPTH_MAX,
                    null,
                    null));
        }
        unique.check(checks, id, document);
        checks.throwIfAny();
        List<AccountId> path = new ArrayList<>(parent.path());
        path.add(parent.id());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Account(
                id,
                Optional.of(parent.id()),
                path,
                document.get(Account.NAME).textValue(),
                document.get(Account.REALM).textValue(),
                document.path(Account.ENABLED).asBoolean(true),
                false,
                0,
                now,
                now,
                0,
                AccountDocument.extra(document));
    }

    private static Optional<AccountId> wantedId(Checks checks, ObjectNode sent) {
        if (AccountDocument.isAbsent(sent, "id")) {
            return Optional.empty();
        }
        String id = sent.get("id").asText();
        if (!Ids.isWellFormed(id)) {
            checks.add(new FieldError(
                    "id", "pattern", "An id has 32 lower-case hexadecimal characters", null, sent.get("id"), null));
            return Optional.empty();
        }
        return Optional.of(new AccountId(id));
    }

    /** Returns whether the caller will control an account that it creates, which lies below its own in any case. */
    private boolean controlsBelow(Caller caller) {
        return caller.isSystem()
                || caller.role().atLeast(Role.ADMIN)
                        && tree.find(caller.account())
                                .filter(AccountNode::reseller)
                                .isPresent();
    }
}
