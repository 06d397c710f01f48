package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.trunkline.identity.spi.AccountDocumentStore;
import org.trunkline.identity.spi.StoredAccountDocument;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Races;

/** The documents of one kind. Rights are the business of who asks. */
final class AccountDocuments {
    private final AccountDocumentStore store;
    private final StoredAccountDocument.Kind kind;
    private final String topic;
    private final Clock clock;

    AccountDocuments(AccountDocumentStore store, StoredAccountDocument.Kind kind, String topic, Clock clock) {
        this.store = store;
        this.kind = kind;
        this.topic = topic;
        this.clock = clock;
    }

    /** Returns the document; an empty one of revision 0 where there is none. */
    StoredAccountDocument get(AccountId account) {
        return store.find(account, kind).orElseGet(() -> new StoredAccountDocument(account, kind, Json.object(), 0));
    }

    List<StoredAccountDocument> getAll(List<AccountId> accounts) {
        return store.findAll(accounts, kind);
    }

    /**
     * Writes what becomes of the stored document, again where another writer was faster.
     *
     * @throws ConflictException for the revision if the stored one is not as expected
     */
    StoredAccountDocument change(
            Caller caller, AccountId account, LongPredicate expected, UnaryOperator<ObjectNode> wanted) {
        return Races.win(() -> {
            StoredAccountDocument old = get(account, expected);
            StoredAccountDocument changed =
                    new StoredAccountDocument(account, kind, wanted.apply(old.document()), old.revision());
            return store.write(changed, event(caller, old, "changed", changed.document()));
        });
    }

    /** Deletes the document if there is one, and returns what it was. */
    StoredAccountDocument delete(Caller caller, AccountId account, LongPredicate expected) {
        StoredAccountDocument old = get(account, expected);
        if (old.revision() > 0) {
            store.delete(old, event(caller, old, "deleted", Json.object()));
        }
        return old;
    }

    private StoredAccountDocument get(AccountId account, LongPredicate expected) {
        StoredAccountDocument old = get(account);
        return Races.expected(old, old.revision(), expected);
    }

    private Change event(Caller caller, StoredAccountDocument old, String action, ObjectNode becomes) {
        ObjectNode detail = Json.object();
        detail.set("changes", Differences.of(old.document(), becomes));
        return new Change(
                topic,
                old.account().value(),
                old.account(),
                action,
                caller,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Json.write(detail));
    }
}
