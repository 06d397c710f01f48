package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.SecurityService;
import org.trunkline.identity.spi.SecurityStore;
import org.trunkline.identity.spi.StoredSecurity;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Permission;

/** Keeps how users and programs log in, and says what of it counts for an account. */
@Component(service = {SecurityService.class, SecurityManager.class})
public final class SecurityManager implements SecurityService {
    static final String TOPIC = "security";

    /** So often a write begins again when others change the same document. */
    private static final int RACES_MAX = 50;

    private final SecurityStore store;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;

    @Activate
    public SecurityManager(
            @Reference SecurityStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.store = store;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Security get(Caller caller, AccountId account) {
        access.require(caller, account, Permission.SECURITY_READ);
        return shown(stored(account));
    }

    @Override
    public Security replace(Caller caller, AccountId account, ObjectNode document, LongPredicate expected) {
        return change(caller, account, expected, old -> SecurityDocument.sent(document));
    }

    @Override
    public Security merge(Caller caller, AccountId account, ObjectNode changes, LongPredicate expected) {
        ObjectNode sent = SecurityDocument.sent(changes).document();
        return change(caller, account, expected, old -> new SecurityDocument(Json.merged(old.document(), sent)));
    }

    @Override
    public Security delete(Caller caller, AccountId account, LongPredicate expected) {
        access.require(caller, account, Permission.SECURITY_WRITE);
        StoredSecurity old = stored(account);
        require(old, expected);
        if (old.revision() > 0) {
            store.delete(old, change(caller, old, "deleted"));
        }
        return shown(old);
    }

    private Security change(
            Caller caller,
            AccountId account,
            LongPredicate expected,
            Function<StoredSecurity, SecurityDocument> wanted) {
        access.require(caller, account, Permission.SECURITY_WRITE);
        for (int race = 1; ; race++) {
            StoredSecurity old = stored(account);
            require(old, expected);
            SecurityDocument document = wanted.apply(old);
            document.check();
            StoredSecurity changed = new StoredSecurity(account, document.document(), old.revision());
            try {
                return shown(store.write(changed, change(caller, changed, "changed")));
            } catch (ConflictException e) {
                if (race == RACES_MAX) {
                    throw e;
                }
            }
        }
    }

    private static void require(StoredSecurity old, LongPredicate expected) {
        if (!expected.test(old.revision())) {
            throw new ConflictException(SecurityStore.REVISION);
        }
    }

    private StoredSecurity stored(AccountId account) {
        return store.find(account).orElseGet(() -> new StoredSecurity(account, Json.object(), 0));
    }

    private Security shown(StoredSecurity own) {
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
        return new SecurityDocument(stored(account).document()).refuses(module);
    }

    /** Returns the documents of the account and of those above it, one each. */
    private List<SecurityDocument> chain(AccountId account) {
        List<AccountId> ids = tree.chain(account).stream().map(AccountNode::id).toList();
        Map<AccountId, ObjectNode> found = store.findAll(ids).stream()
                .collect(Collectors.toMap(StoredSecurity::account, StoredSecurity::document));
        return ids.stream()
                .map(id -> new SecurityDocument(found.getOrDefault(id, Json.object())))
                .toList();
    }

    private Change change(Caller caller, StoredSecurity security, String action) {
        return new Change(
                TOPIC,
                security.account().value(),
                security.account(),
                action,
                caller,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Json.write(security.document()));
    }
}
