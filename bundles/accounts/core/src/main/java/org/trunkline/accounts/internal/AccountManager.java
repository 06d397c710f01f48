package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.accounts.DeletedAccount;
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
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;

/** Creates, changes and deletes accounts: rights first, then the document, then the store decides what is unique. */
@Component(
        service = {AccountService.class, AccountManager.class},
        configurationPid = "org.trunkline.accounts")
@Designate(ocd = AccountManager.Config.class)
public final class AccountManager implements AccountService {

    @ObjectClassDefinition(name = "Trunkline accounts", description = "What new accounts are given.")
    public @interface Config {
        @AttributeDefinition(description = "What generated SIP realms end with.")
        String realm_suffix() default "sip.trunkline.local";
    }

    private static final Logger LOG = LoggerFactory.getLogger(AccountManager.class);
    private static final int SEARCH_LENGTH_MAX = 253;
    private static final LongPredicate ANY = revision -> true;

    private final AccountStore store;
    private final UniqueKeys unique;
    private final TreeModel tree;
    private final Clock clock;
    private final StoredAccounts stored;
    private final Places places;
    private final NewAccounts newAccounts;

    @Activate
    public AccountManager(
            @Reference AccountStore store,
            @Reference TreeModel tree,
            @Reference Clock clock,
            @Reference DeletionGuards guards,
            Config config) {
        this.store = store;
        this.unique = new UniqueKeys(store);
        this.tree = tree;
        this.clock = clock;
        this.stored = new StoredAccounts(store, tree, clock);
        this.places = new Places(store, tree, stored, unique, guards);
        this.newAccounts = new NewAccounts(unique, tree, clock, config.realm_suffix());
    }

    @Override
    public Account create(Caller caller, AccountId parentId, ObjectNode sent) {
        return create(caller, parentId, sent, ANY);
    }

    @Override
    public Account create(Caller caller, AccountId parentId, ObjectNode sent, LongPredicate expected) {
        tree.require(caller, parentId, Permission.ACCOUNT_CREATE);
        return AccountRaces.win(() -> {
            Account account = newAccounts.of(caller, stored.get(caller, parentId, expected), sent);
            return stored.visible(
                    caller,
                    unique.write(account.wireDocument(), () -> store.insert(account, created(caller, account, sent))));
        });
    }

    @Override
    public Account createOnce(Caller caller, AccountId parentId, ObjectNode sent, String key) {
        tree.require(caller, parentId, Permission.ACCOUNT_CREATE);
        String fingerprint = Fingerprint.of(parentId, sent);
        Optional<Account> made = made(caller, key, fingerprint);
        if (made.isPresent()) {
            return made.get();
        }
        return AccountRaces.win(() -> {
            try {
                Account account = newAccounts.of(caller, stored.get(caller, parentId), sent);
                Creation creation = new Creation(caller.account(), key, account.id(), fingerprint, account.created());
                return stored.visible(
                        caller,
                        unique.write(
                                account.wireDocument(),
                                () -> store.insert(account, creation, created(caller, account, sent))));
            } catch (ConflictException | InvalidException e) {
                // a repeat at the same moment was first, and has taken key, name and realm
                return made(caller, key, fingerprint).orElseThrow(() -> e);
            }
        });
    }

    /** Checks what {@link #create} would add, and adds nothing. */
    Account prepared(Caller caller, AccountId parentId, ObjectNode sent) {
        tree.require(caller, parentId, Permission.ACCOUNT_CREATE);
        return newAccounts.of(caller, stored.get(caller, parentId), sent);
    }

    /**
     * Adds prepared accounts that have one parent, and tells nobody by mail; all of them or none.
     *
     * @throws ConflictException if one of them is taken by now, or the parent stands elsewhere
     */
    List<Account> addAll(Caller caller, List<Account> prepared) {
        ObjectNode quiet = Json.object().put(AccountDocument.ON_CREATION, false);
        List<Change> changes = prepared.stream()
                .map(account -> created(caller, account, quiet))
                .toList();
        return store.insertAll(prepared, changes);
    }

    private Optional<Account> made(Caller caller, String key, String fingerprint) {
        Optional<Creation> creation =
                store.findCreation(caller.account(), key).filter(found -> !found.isOver(clock.instant()));
        if (creation.isPresent() && !creation.get().fingerprint().equals(fingerprint)) {
            throw new ConflictException("idempotency_key");
        }
        return creation.map(found -> stored.visible(caller, stored.get(caller, found.account())));
    }

    @Override
    public Account get(Caller caller, AccountId id) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        return stored.visible(caller, stored.get(caller, id));
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
        return places.delete(caller, id, expected);
    }

    @Override
    public List<DeletedAccount> deleted(Caller caller) {
        return places.deleted(caller);
    }

    @Override
    public Account restore(Caller caller, AccountId id) {
        return places.restore(caller, id);
    }

    @Override
    public Page<Account> children(Caller caller, AccountId id, PageRequest page) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        return store.children(id, page).map(account -> stored.visible(caller, account));
    }

    @Override
    public Page<Account> descendants(Caller caller, AccountId id, PageRequest page) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        return store.descendants(stored.get(caller, id), page).map(account -> stored.visible(caller, account));
    }

    @Override
    public Page<Account> search(Caller caller, AccountId id, SearchBy by, String text, PageRequest page) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        Checks checks = new Checks(Json.object().put("v", text));
        checks.string("v", 1, SEARCH_LENGTH_MAX);
        checks.throwIfAny();
        return store.search(stored.get(caller, id), by, SearchBy.key(text), page)
                .map(account -> stored.visible(caller, account));
    }

    @Override
    public Page<Account> siblings(Caller caller, AccountId id, PageRequest page) {
        tree.require(caller, id, Permission.ACCOUNT_READ);
        Account account = stored.get(caller, id);
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
    public Account move(Caller caller, AccountId id, AccountId to) {
        return places.move(caller, id, to);
    }

    @Override
    public Account promote(Caller caller, AccountId id) {
        return places.setReseller(caller, id, true);
    }

    @Override
    public Account demote(Caller caller, AccountId id) {
        return places.setReseller(caller, id, false);
    }

    /** Of two writers the later wins, over what the earlier has left; who names a revision is told instead. */
    private Account change(Caller caller, AccountId id, LongPredicate expected, Function<Account, ObjectNode> wanted) {
        tree.require(caller, id, Permission.ACCOUNT_WRITE);
        return AccountRaces.win(() -> {
            Account old = stored.get(caller, id, expected);
            return write(caller, old, wanted.apply(old));
        });
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
        Checks checks = AccountDocument.check(document, old.wireDocument());
        unique.check(checks, old.id(), document);
        checks.throwIfAny();
        Account account = old.with(
                document.get(Account.NAME).textValue(),
                document.get(Account.REALM).textValue(),
                document.get(Account.ENABLED).booleanValue(),
                AccountDocument.extra(document),
                stored.now());
        Account written = unique.write(document, () -> store.update(account, changes(caller, old, account)));
        if (!old.realm().equals(written.realm())) {
            LOG.warn(
                    "Realm changed, phones that register with the old one are nobody's now: account={} from={} to={}",
                    written.id(),
                    old.realm(),
                    written.realm());
        }
        return stored.visible(caller, written);
    }

    /** Flags and realms have events of their own: sessions and phones depend on them. */
    private List<Change> changes(Caller caller, Account old, Account account) {
        List<Change> changes = new ArrayList<>();
        changes.add(
                stored.change(caller, account, "changed", AccountDocument.differences(old.wireDocument(), account)));
        if (old.enabled() != account.enabled()) {
            changes.add(stored.change(caller, account, account.enabled() ? "enabled" : "disabled"));
        }
        if (!old.realm().equals(account.realm())) {
            ObjectNode detail = Json.object().put("from", old.realm()).put("to", account.realm());
            changes.add(stored.change(caller, account, "realm_changed", detail));
        }
        return changes;
    }

    private Change created(Caller caller, Account account, ObjectNode sent) {
        ObjectNode detail = AccountDocument.differences(Json.object(), account);
        detail.put(AccountDocument.ON_CREATION, AccountDocument.isMailWanted(sent));
        return stored.change(caller, account, "created", detail);
    }

    private String timezone(AccountId id) {
        return tree.find(id).map(AccountNode::timezone).orElseThrow(() -> new NotFoundException(id.value()));
    }
}
