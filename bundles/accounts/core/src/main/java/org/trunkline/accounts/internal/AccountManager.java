package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.accounts.SearchBy;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.accounts.spi.Creation;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;

/** Creates, changes and deletes accounts: rights first, then the document, then the store decides what is unique. */
@Component(configurationPid = "org.trunkline.accounts")
@Designate(ocd = AccountManager.Config.class)
public final class AccountManager implements AccountService {

    @ObjectClassDefinition(name = "Trunkline accounts", description = "What new accounts are given.")
    public @interface Config {
        @AttributeDefinition(description = "What generated SIP realms end with.")
        String realm_suffix() default "sip.trunkline.local";
    }

    private static final int SEARCH_LENGTH_MAX = 253;
    /** So often a write begins again when others change the same account. */
    private static final int RACES_MAX = 50;

    private static final LongPredicate ANY = revision -> true;

    private final AccountStore store;
    private final UniqueKeys unique;
    private final TreeModel tree;
    private final Clock clock;
    private final NewAccounts newAccounts;

    @Activate
    public AccountManager(
            @Reference AccountStore store, @Reference TreeModel tree, @Reference Clock clock, Config config) {
        this.store = store;
        this.unique = new UniqueKeys(store);
        this.tree = tree;
        this.clock = clock;
        this.newAccounts = new NewAccounts(unique, tree, clock, config.realm_suffix());
    }

    @Override
    public Account create(Caller caller, AccountId parentId, ObjectNode sent) {
        return create(caller, parentId, sent, ANY);
    }

    @Override
    public Account create(Caller caller, AccountId parentId, ObjectNode sent, LongPredicate expected) {
        tree.require(caller, parentId, Permission.ACCOUNT_CREATE);
        Account account = newAccounts.of(caller, stored(parentId, expected), sent);
        return visible(
                caller, unique.write(account.wireDocument(), () -> store.insert(account, created(caller, account))));
    }

    @Override
    public Account createOnce(Caller caller, AccountId parentId, ObjectNode sent, String key) {
        tree.require(caller, parentId, Permission.ACCOUNT_CREATE);
        String fingerprint = Fingerprint.of(parentId, sent);
        Optional<Account> made = made(caller, key, fingerprint);
        if (made.isPresent()) {
            return made.get();
        }
        try {
            Account account = newAccounts.of(caller, stored(parentId), sent);
            Creation creation = new Creation(caller.account(), key, account.id(), fingerprint, account.created());
            return visible(
                    caller,
                    unique.write(
                            account.wireDocument(), () -> store.insert(account, creation, created(caller, account))));
        } catch (ConflictException | InvalidException e) {
            // a repeat at the same moment was first, and has taken key, name and realm
            return made(caller, key, fingerprint).orElseThrow(() -> e);
        }
    }

    private Optional<Account> made(Caller caller, String key, String fingerprint) {
        Optional<Creation> creation =
                store.findCreation(caller.account(), key).filter(found -> !found.isOver(clock.instant()));
        if (creation.isPresent() && !creation.get().fingerprint().equals(fingerprint)) {
            throw new ConflictException("idempotency_key");
        }
        return creation.map(found -> visible(caller, stored(found.account())));
    }

    @Override
    public Account get(Caller caller, AccountId id) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        return visible(caller, stored(id));
    }

    @Override
    public Account replace(Caller caller, AccountId id, ObjectNode sent) {
        return replace(caller, id, sent, ANY);
    }

    @Override
    public Account replace(Caller caller, AccountId id, ObjectNode sent, LongPredicate expected) {
        return change(caller, id, expected, old -> {
            ObjectNode document = AccountDocument.fromClient(sent);
            for (String field : List.of(Account.REALM, Account.ENABLED)) {
                if (AccountDocument.isAbsent(document, field)) {
                    document.set(field, old.wireDocument().get(field));
                }
            }
            return document;
        });
    }

    @Override
    public Account merge(Caller caller, AccountId id, ObjectNode changes) {
        return merge(caller, id, changes, ANY);
    }

    @Override
    public Account merge(Caller caller, AccountId id, ObjectNode changes, LongPredicate expected) {
        ObjectNode wanted = AccountDocument.fromClient(changes);
        for (String field : List.of(Account.REALM, Account.ENABLED)) {
            if (AccountDocument.isAbsent(wanted, field)) {
                wanted.remove(field);
            }
        }
        return change(caller, id, expected, old -> Json.merged(old.wireDocument(), wanted));
    }

    @Override
    public Account delete(Caller caller, AccountId id) {
        return delete(caller, id, ANY);
    }

    @Override
    public Account delete(Caller caller, AccountId id, LongPredicate expected) {
        tree.require(caller, id, Permission.ACCOUNT_DELETE);
        Account account = stored(id, expected);
        refuseRoot(account);
        store.delete(account, change(caller, account, "deleted"));
        return account;
    }

    @Override
    public Page<Account> children(Caller caller, AccountId id, PageRequest page) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        return store.children(id, page).map(account -> visible(caller, account));
    }

    @Override
    public Page<Account> descendants(Caller caller, AccountId id, PageRequest page) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        return store.descendants(stored(id), page).map(account -> visible(caller, account));
    }

    @Override
    public Page<Account> search(Caller caller, AccountId id, SearchBy by, String text, PageRequest page) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        Checks checks = new Checks(Json.object().put("v", text));
        checks.string("v", 1, SEARCH_LENGTH_MAX);
        checks.throwIfAny();
        return store.search(stored(id), by, SearchBy.key(text), page).map(account -> visible(caller, account));
    }

    @Override
    public Page<Account> siblings(Caller caller, AccountId id, PageRequest page) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        Account account = stored(id);
        if (account.isRoot()) {
            return Page.last(List.of(account));
        }
        if (!caller.isSystem() && caller.account().equals(id)) {
            throw new ForbiddenException("an account does not see its siblings");
        }
        return children(caller, account.parent().orElseThrow(), page);
    }

    @Override
    public long descendantsCount(Caller caller, AccountId id) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        return tree.descendantsCount(id);
    }

    @Override
    public List<AccountNode> tree(Caller caller, AccountId id) {
        List<AccountNode> ancestors = new ArrayList<>(parents(caller, id));
        Collections.reverse(ancestors);
        return List.copyOf(ancestors);
    }

    @Override
    public List<AccountNode> parents(Caller caller, AccountId id) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        return tree.chain(id).stream()
                .skip(1)
                .filter(ancestor -> caller.isSystem() || tree.contains(caller.account(), ancestor.id()))
                .toList();
    }

    @Override
    public Account promote(Caller caller, AccountId id) {
        return changeReseller(caller, id, true, "promoted");
    }

    @Override
    public Account demote(Caller caller, AccountId id) {
        return changeReseller(caller, id, false, "demoted");
    }

    private Account changeReseller(Caller caller, AccountId id, boolean reseller, String action) {
        tree.require(caller, id, Permission.ACCOUNT_PROMOTE);
        Account account = stored(id);
        refuseRoot(account);
        if (store.hasResellerBelow(account)) {
            throw new DomainException(ErrorKind.REFUSED, "account_has_descendants", "resellers lie below this account");
        }
        if (account.reseller() == reseller) {
            return visible(caller, account);
        }
        return visible(caller, store.update(account.withReseller(reseller, now()), change(caller, account, action)));
    }

    /** Of two writers the later wins, over what the earlier has left; who names a revision is told instead. */
    private Account change(Caller caller, AccountId id, LongPredicate expected, Function<Account, ObjectNode> wanted) {
        tree.require(caller, id, Permission.ACCOUNT_WRITE);
        for (int race = 1; ; race++) {
            Account old = stored(id, expected);
            try {
                return write(caller, old, wanted.apply(old));
            } catch (ConflictException e) {
                if (!AccountStore.REVISION.equals(e.causeValue()) || race == RACES_MAX) {
                    throw e;
                }
            }
        }
    }

    private Account write(Caller caller, Account old, ObjectNode document) {
        if (!tree.allows(caller, old.id(), Permission.ACCOUNT_CONTROL)) {
            AccountDocument.keepControlled(document, old.wireDocument());
        }
        if (old.isRoot()) {
            // Nobody could enable it again: a disabled root disables everybody.
            document.put(Account.ENABLED, true);
        }
        AccountDocument.complete(document, old.parent().map(this::timezone).orElseGet(() -> timezone(old.id())));
        Checks checks = AccountDocument.check(document);
        unique.check(checks, old.id(), document);
        checks.throwIfAny();
        Account account = old.with(
                document.get(Account.NAME).textValue(),
                document.get(Account.REALM).textValue(),
                document.get(Account.ENABLED).booleanValue(),
                AccountDocument.extra(document),
                now());
        return visible(caller, unique.write(document, () -> store.update(account, change(caller, account, "changed"))));
    }

    private Change created(Caller caller, Account account) {
        return change(caller, account, "created");
    }

    private Account visible(Caller caller, Account account) {
        if (seesAll(caller, account)) {
            return account;
        }
        ObjectNode document = account.document();
        document.remove(AccountDocument.HIDDEN);
        return account.withDocument(document);
    }

    /** The caller reaches the account, so it is an ancestor of it unless it is the account itself. */
    private boolean seesAll(Caller caller, Account account) {
        return caller.isSystem()
                || !caller.account().equals(account.id())
                || tree.root().id().equals(caller.account());
    }

    private Account stored(AccountId id) {
        return store.find(id).orElseThrow(() -> new NotFoundException(id.value()));
    }

    private Account stored(AccountId id, LongPredicate expected) {
        Account account = stored(id);
        if (!expected.test(account.revision())) {
            throw new ConflictException(AccountStore.REVISION);
        }
        return account;
    }

    private String timezone(AccountId id) {
        return tree.find(id).map(AccountNode::timezone).orElseThrow(() -> new NotFoundException(id.value()));
    }

    private static void refuseRoot(Account account) {
        if (account.isRoot()) {
            throw new ForbiddenException("the root account stays what it is");
        }
    }

    private Change change(Caller caller, Account account, String action) {
        String detail = Json.write(Json.object()
                .put(Account.NAME, account.name())
                .put(Account.REALM, account.realm())
                .put(Account.ENABLED, account.enabled()));
        return new Change(TreeModel.TOPIC, account.id().value(), account.id(), action, caller, now(), detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
