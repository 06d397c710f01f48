package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.SecurityService;
import org.trunkline.identity.spi.AccountDocumentStore;
import org.trunkline.identity.spi.StoredAccountDocument;
import org.trunkline.identity.spi.StoredAccountDocument.Kind;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Permission;

/** Keeps how users and programs log in, and says what of it counts for an account. */
@Component(service = {SecurityService.class, SecurityManager.class})
public final class SecurityManager implements SecurityService {
    static final String TOPIC = "security";

    private final AccountDocuments documents;
    private final AccountTree tree;
    private final Access access;

    @Activate
    public SecurityManager(
            @Reference AccountDocumentStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.documents = new AccountDocuments(store, Kind.SECURITY, TOPIC, clock);
        this.tree = tree;
        this.access = access;
    }

    @Override
    public Security get(Caller caller, AccountId account) {
        access.require(caller, account, Permission.SECURITY_READ);
        return shown(documents.get(account));
    }

    @Override
    public Security replace(Caller caller, AccountId account, ObjectNode document, LongPredicate expected) {
        SecurityDocument sent = SecurityDocument.sent(document);
        return change(caller, account, expected, old -> sent.document());
    }

    @Override
    public Security merge(Caller caller, AccountId account, ObjectNode changes, LongPredicate expected) {
        SecurityDocument sent = SecurityDocument.sent(changes);
        return change(caller, account, expected, old -> Json.merged(old, sent.document()));
    }

    @Override
    public Security delete(Caller caller, AccountId account, LongPredicate expected) {
        access.require(caller, account, Permission.SECURITY_WRITE);
        return shown(documents.delete(caller, account, expected));
    }

    private Security change(
            Caller caller, AccountId account, LongPredicate expected, UnaryOperator<ObjectNode> wanted) {
        access.require(caller, account, Permission.SECURITY_WRITE);
        return shown(documents.change(caller, account, expected, old -> {
            SecurityDocument document = new SecurityDocument(wanted.apply(old));
            document.check();
            return document.document();
        }));
    }

    private Security shown(StoredAccountDocument own) {
        List<SecurityDocument> chain = chain(own.account());
        return new Security(own.document(), SecurityDocument.inherited(chain.subList(1, chain.size())), own.revision());
    }

    boolean wantsSecondFactor(AccountId account) {
        List<SecurityDocument> chain = chain(account);
        return chain.get(0).wantsSecondFactor()
                || chain.stream().skip(1).anyMatch(SecurityDocument::wantsSecondFactorBelow);
    }

    Optional<Duration> tokenExpiry(AccountId account, String module) {
        return chain(account).stream()
                .flatMap(each -> each.expiry(module).stream())
                .findFirst();
    }

    boolean refuses(AccountId account, String module) {
        return new SecurityDocument(documents.get(account).document()).refuses(module);
    }

    /** Returns the documents of the account and of those above it, one each. */
    private List<SecurityDocument> chain(AccountId account) {
        List<AccountId> ids = tree.chain(account).stream().map(AccountNode::id).toList();
        Map<AccountId, ObjectNode> found = documents.getAll(ids).stream()
                .collect(Collectors.toMap(StoredAccountDocument::account, StoredAccountDocument::document));
        return ids.stream()
                .map(id -> new SecurityDocument(found.getOrDefault(id, Json.object())))
                .toList();
    }
}
