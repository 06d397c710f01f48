package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.TokenRestrictionService;
import org.trunkline.identity.spi.AccountDocumentStore;
import org.trunkline.identity.spi.StoredAccountDocument;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;

/** Keeps what tokens may ask for, and asks it for each request. Immediate: what it remembers outlives its users. */
@Component(immediate = true)
public final class TokenRestrictionManager implements TokenRestrictionService {
    private static final String TOPIC = "token_restrictions";
    private static final String OWN_ACCOUNT = "{AUTH_ACCOUNT_ID}";
    private static final String DESCENDANT = "{DESCENDANT_ACCOUNT_ID}";

    private final AccountDocuments documents;
    private final AccountTree tree;
    private final Access access;
    private final Remembered<RestrictionRules> remembered;
    private final ChangeFeed.Subscription changes;

    @Activate
    public TokenRestrictionManager(
            @Reference AccountDocumentStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference ChangeFeed feed,
            @Reference Clock clock) {
        this.documents = new AccountDocuments(store, StoredAccountDocument.Kind.TOKEN_RESTRICTIONS, TOPIC, clock);
        this.tree = tree;
        this.access = access;
        this.remembered = new Remembered<>(clock);
        this.changes = feed.subscribe(TOPIC, change -> remembered.forget(change.key()));
    }

    @Deactivate
    void close() {
        changes.close();
    }

    @Override
    public TokenRestrictions get(Caller caller, AccountId account) {
        access.require(caller, account, Permission.SECURITY_WRITE);
        return existing(documents.get(account));
    }

    @Override
    public TokenRestrictions replace(Caller caller, AccountId account, ObjectNode document, LongPredicate expected) {
        access.require(caller, account, Permission.SECURITY_WRITE);
        ObjectNode valid = RestrictionDocument.valid(document);
        return existing(documents.change(caller, account, expected, old -> valid));
    }

    @Override
    public TokenRestrictions delete(Caller caller, AccountId account, LongPredicate expected) {
        access.require(caller, account, Permission.SECURITY_WRITE);
        return existing(documents.delete(caller, account, expected));
    }

    private static TokenRestrictions existing(StoredAccountDocument stored) {
        if (stored.revision() == 0) {
            throw new NotFoundException(TOPIC);
        }
        return new TokenRestrictions(stored.document(), stored.revision());
    }

    @Override
    public void require(Caller caller, String verb, String path) {
        AccountId own = caller.account();
        if (own.equals(tree.root().id())) {
            return;
        }
        RestrictionRules rules = remembered
                .get(
                        own.value(),
                        () -> Optional.of(
                                new RestrictionRules(documents.get(own).document())))
                .orElseThrow();
        Nouns asked = Nouns.of(path);
        String account = asked.account().isEmpty() ? own.value() : asked.account();
        String method = caller.kind() == Caller.Kind.API_KEY ? Tokens.BY_API_KEY : Tokens.BY_PASSWORD;
        String level = caller.role().name().toLowerCase(Locale.ROOT);
        if (!rules.allow(method, level, asked, verb, word -> isMeant(word, own, account))) {
            throw new ForbiddenException("access denied by token restrictions");
        }
    }

    private boolean isMeant(String word, AccountId own, String account) {
        return switch (word) {
            case OWN_ACCOUNT -> account.equals(own.value());
            case DESCENDANT ->
                !account.equals(own.value()) && Ids.isWellFormed(account) && tree.contains(own, new AccountId(account));
            default -> account.equals(word);
        };
    }
}
