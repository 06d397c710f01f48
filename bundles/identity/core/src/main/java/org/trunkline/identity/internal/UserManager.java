package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.identity.User;
import org.trunkline.identity.UserService;
import org.trunkline.identity.spi.PasswordHash;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.identity.spi.UserStore.Guard;
import org.trunkline.json.Checks;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Races;
import org.trunkline.kernel.UserId;

/** Creates, changes and deletes users: rights first, then the document, then the store decides what is unique. */
@Component(
        service = {UserService.class, UserManager.class},
        configurationPid = "org.trunkline.identity.users")
@Designate(ocd = UserManager.Config.class)
public final class UserManager implements UserService {

    @ObjectClassDefinition(name = "Trunkline users", description = "What users must have.")
    public @interface Config {
        @AttributeDefinition(description = "The shortest password that is accepted, in characters.")
        int password_length_min() default 6;
    }

    static final String TOPIC = "users";

    private static final int PARAMETERS_MAX = 4;

    private static final LongPredicate ANY = revision -> true;

    private final UserStore store;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;
    private final Config config;

    @Activate
    public UserManager(
            @Reference UserStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock,
            Config config) {
        this.store = store;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
        this.config = config;
    }

    @Override
    public User create(Caller caller, AccountId account, ObjectNode sent) {
        return create(caller, account, sent, false);
    }

    /** @param invited whether a link by mail stands for the password that a new user name needs otherwise */
    User create(Caller caller, AccountId account, ObjectNode sent, boolean invited) {
        UserDocument document = UserDocument.created(sent);
        StoredUser stored = prepared(caller, account, document, invited);
        return unique(document, () -> store.insert(stored, created(caller, stored.user(), sent)));
    }

    /** Checks what {@link #create} would add, and adds nothing. */
    StoredUser prepared(Caller caller, AccountId account, ObjectNode sent, boolean invited) {
        return prepared(caller, account, UserDocument.created(sent), invited);
    }

    private StoredUser prepared(Caller caller, AccountId account, UserDocument document, boolean invited) {
        access.require(caller, account, Permission.USER_WRITE);
        check(document, account, Optional.empty(), invited);
        Instant now = now();
        User user = document.user(UserId.random(), account, now, now, 0);
        return new StoredUser(user, hash(document, account), Ids.random());
    }

    Change created(Caller caller, User user, ObjectNode sent) {
        return AccountMails.marked(change(caller, user, "created", Json.object()), sent);
    }

    @Override
    public User get(Caller caller, AccountId account, UserId id) {
        access.require(caller, account, Permission.USER_READ);
        return stored(account, id).user();
    }

    @Override
    public Page<User> list(Caller caller, AccountId account, PageRequest page) {
        access.require(caller, account, Permission.USER_READ);
        return store.list(account, page);
    }

    @Override
    public User replace(Caller caller, AccountId account, UserId id, ObjectNode sent) {
        return replace(caller, account, id, sent, ANY);
    }

    @Override
    public User replace(Caller caller, AccountId account, UserId id, ObjectNode sent, LongPredicate expected) {
        return change(caller, account, id, expected, old -> UserDocument.replaced(old, sent));
    }

    @Override
    public User merge(Caller caller, AccountId account, UserId id, ObjectNode changes) {
        return merge(caller, account, id, changes, ANY);
    }

    @Override
    public User merge(Caller caller, AccountId account, UserId id, ObjectNode changes, LongPredicate expected) {
        return change(caller, account, id, expected, old -> UserDocument.merged(old, changes));
    }

    @Override
    public User delete(Caller caller, AccountId account, UserId id) {
        return delete(caller, account, id, ANY);
    }

    @Override
    public User delete(Caller caller, AccountId account, UserId id, LongPredicate expected) {
        access.require(caller, account, Permission.USER_WRITE);
        StoredUser user = expected(stored(account, id), expected);
        guarded(() -> {
            store.delete(user, guard(user.user(), false), change(caller, user.user(), "deleted", before(user)));
            return user;
        });
        return user.user();
    }

    /** Of two writers the later wins, over what the earlier has left; who names a revision is told instead. */
    private User change(
            Caller caller, AccountId account, UserId id, LongPredicate expected, Function<User, UserDocument> wanted) {
        return Races.win(conflict -> UserStore.REVISION.equals(conflict.causeValue()), () -> {
            StoredUser old = expected(writable(caller, account, id), expected);
            return write(caller, old, wanted.apply(old.user()));
        });
    }

    private User write(Caller caller, StoredUser old, UserDocument wanted) {
        AccountId account = old.user().account();
        UserDocument document = access.allows(caller, account, Permission.USER_WRITE) ? wanted : wanted.own(old.user());
        check(document, account, Optional.of(old.user()), false);
        User user = document.user(
                old.user().id(),
                account,
                old.user().created(),
                now(),
                old.user().revision());
        boolean loginStays = document.password().isEmpty() && user.username().isPresent();
        StoredUser stored = loginStays
                ? new StoredUser(user, old.password(), old.series())
                : new StoredUser(user, hash(document, account), Ids.random());
        Guard guard = guard(old.user(), user.isActiveAdministrator());
        Change changed = change(caller, user, loginStays ? "changed" : "login_changed", before(old));
        return unique(document, () -> guarded(() -> store.update(stored, guard, changed)));
    }

    /** Ends all tokens of a user; the password stays. */
    void endTokens(Caller caller, User user) {
        Races.win(() -> {
            StoredUser old = stored(user.account(), user.id());
            StoredUser changed = new StoredUser(old.user(), old.password(), Ids.random());
            return store.update(changed, Guard.NONE, change(caller, old.user(), "tokens_ended", before(old)));
        });
    }

    /** Nobody could administrate a root account without an administrator ever again. */
    private Guard guard(User old, boolean staysAdministrator) {
        boolean root = tree.root().id().equals(old.account());
        return root && old.isActiveAdministrator() && !staysAdministrator
                ? Guard.ANOTHER_ADMINISTRATOR_REMAINS
                : Guard.NONE;
    }

    /** Returns what is wrong with a document, whatever users there are. */
    Checks checks(UserDocument document) {
        return document.check(config.password_length_min());
    }

    private void check(UserDocument document, AccountId account, Optional<User> old, boolean invited) {
        Checks checks = checks(document);
        Optional<String> oldName = old.flatMap(User::username);
        Optional<String> name = document.username();
        if (document.password().isPresent() && name.isEmpty()) {
            checks.add(FieldError.of(
                    User.USERNAME, "required", "The username must be provided when updating the password"));
        }
        if (name.isPresent() && !name.equals(oldName) && document.password().isEmpty() && !invited) {
            checks.add(FieldError.of(
                    UserDocument.PASSWORD,
                    "required",
                    "The password must be provided when creating / updating the user name"));
        }
        if (name.isPresent()
                && !name.equals(oldName)
                && store.findByUsername(account, name.get()).isPresent()) {
            checks.add(taken(name.get()));
        }
        checks.throwIfAny();
    }

    private Optional<PasswordHash> hash(UserDocument document, AccountId account) {
        return document.password().map(password -> {
            Optional<String> parameters = store.passwordParameters(account, PARAMETERS_MAX).stream()
                    .filter(Passwords::areCurrent)
                    .findFirst();
            return Passwords.keep(document.username().orElseThrow(), password, parameters);
        });
    }

    /** Two requests may both have looked in time: the unique index decides, in the same words. */
    private static User unique(UserDocument document, Supplier<StoredUser> write) {
        try {
            return write.get().user();
        } catch (ConflictException e) {
            if (!UserStore.USERNAME.equals(e.causeValue())) {
                throw e;
            }
            InvalidException taken =
                    new InvalidException(List.of(taken(document.username().orElse(""))));
            taken.initCause(e);
            throw taken;
        }
    }

    private static StoredUser guarded(Supplier<StoredUser> write) {
        try {
            return write.get();
        } catch (ConflictException e) {
            if (!UserStore.LAST_ADMINISTRATOR.equals(e.causeValue())) {
                throw e;
            }
            ForbiddenException refused = new ForbiddenException("the root account keeps at least one administrator");
            refused.initCause(e);
            throw refused;
        }
    }

    private static FieldError taken(String username) {
        return new FieldError(User.USERNAME, "unique", "Username must be unique within account", null, null, username);
    }

    /** Administrators change all users, others only themselves. */
    private StoredUser writable(Caller caller, AccountId account, UserId id) {
        boolean self = caller.kind() == Caller.Kind.USER
                && caller.account().equals(account)
                && caller.user().equals(Optional.of(id));
        access.require(caller, account, self ? Permission.USER_READ : Permission.USER_WRITE);
        return stored(account, id);
    }

    private static StoredUser expected(StoredUser user, LongPredicate expected) {
        return Races.expected(user, user.user().revision(), expected);
    }

    private StoredUser stored(AccountId account, UserId id) {
        return store.find(account, id).orElseThrow(() -> new NotFoundException(id.value()));
    }

    private static ObjectNode before(StoredUser stored) {
        return stored.user().wireDocument();
    }

    /** A password is in no document: that there is a new one, or none any more, is an action of its own. */
    private Change change(Caller caller, User user, String action, ObjectNode before) {
        ObjectNode detail = Json.object();
        detail.set("changes", Differences.of(before, user.wireDocument()));
        return new Change(TOPIC, user.id().value(), user.account(), action, caller, now(), Json.write(detail));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
