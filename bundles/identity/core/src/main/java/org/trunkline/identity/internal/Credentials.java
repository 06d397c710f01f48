package org.trunkline.identity.internal;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.identity.LoginAttempt;
import org.trunkline.identity.LoginSource;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.UserId;

/** Finds the user whose credentials somebody has, slows down who guesses them, and keeps who tried. */
@Component(service = Credentials.class)
public final class Credentials {
    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    /** More ways to keep passwords than an account ever has at the same time. */
    private static final int PARAMETERS_MAX = 4;

    private final UserStore users;
    private final AccountTree tree;
    private final KnownNumbers numbers;
    private final LoginRecordManager records;
    private final Guesses guesses;

    @Activate
    public Credentials(
            @Reference UserStore users,
            @Reference AccountTree tree,
            @Reference KnownNumbers numbers,
            @Reference LoginRecordManager records,
            @Reference Clock clock) {
        this.users = users;
        this.tree = tree;
        this.numbers = numbers;
        this.records = records;
        this.guesses = new Guesses(clock);
    }

    /** Right credentials of an enabled user of an enabled account; what comes of them must be told. */
    final class Proven {
        private final AccountNode account;
        private final StoredUser user;
        private final Guesses.Guess guess;
        private final LoginSource source;

        private Proven(AccountNode account, StoredUser user, Guesses.Guess guess, LoginSource source) {
            this.account = account;
            this.user = user;
            this.guess = guess;
            this.source = source;
        }

        AccountNode account() {
            return account;
        }

        StoredUser user() {
            return user;
        }

        /** Returns the user as who changes something by this request. */
        Caller caller() {
            User proven = user.user();
            return Caller.user(
                            account.id(),
                            proven.id(),
                            proven.role(),
                            proven.username().orElse(""))
                    .withVia(new Caller.Via(source.requestId(), source.address(), ""));
        }

        /** The user is in. */
        void accepted() {
            guess.right();
            record(true, "logged in");
            LOG.info("Login: account={} user={}", account.id(), user.user().id());
        }

        /** Something else is asked for first; nobody guesses by that. */
        void postponed() {
            guess.undone();
        }

        /** The second factor was wrong: that counts like a wrong password. */
        void refused(String reason) {
            record(false, reason);
            LOG.info(
                    "Login refused: account={} user={} reason={}",
                    account.id(),
                    user.user().id(),
                    reason);
        }

        private void record(boolean success, String message) {
            records.add(account.id(), id(user), Tokens.BY_PASSWORD, success, message, source);
        }
    }

    /** Finds an account by one of its numbers, else by its realm, else by its name (crossbar-api §2.1). */
    Optional<AccountNode> account(Optional<String> number, Optional<String> realm, Optional<String> name) {
        return number.flatMap(numbers::owner)
                .flatMap(tree::find)
                .or(() -> realm.flatMap(tree::findByRealm))
                .or(() -> name.flatMap(tree::findByName));
    }

    /**
     * Takes the same time whether account and user exist or not.
     *
     * @throws DomainException UNAUTHENTICATED, TOO_MANY or LOCKED
     */
    Proven prove(LoginAttempt attempt, LoginSource source) {
        Optional<AccountNode> account = account(attempt.phoneNumber(), attempt.accountRealm(), attempt.accountName());
        if (account.isEmpty()) {
            Passwords.hashForNobody(attempt.credentials());
            LOG.info("Login refused: account=unknown");
            throw Tokens.invalid();
        }
        AccountId id = account.get().id();
        Guesses.Guess guess = guesses.begin(id, source.address(), () -> records.isKnown(id, source.address()));
        Optional<StoredUser> user = user(id, attempt);
        if (user.isEmpty() || !user.get().user().enabled()) {
            LOG.info("Login refused: account={}", id);
            String reason = user.isEmpty() ? "wrong credentials" : "user disabled";
            records.add(id, user.flatMap(Credentials::id), Tokens.BY_PASSWORD, false, reason, source);
            throw Tokens.invalid();
        }
        if (!tree.enabled(id)) {
            guess.undone();
            throw disabled(id, id(user.get()), Tokens.BY_PASSWORD, source);
        }
        return new Proven(account.get(), user.get(), guess, source);
    }

    /** Only who has proved itself learns that the account is disabled. */
    DomainException disabled(AccountId account, Optional<UserId> user, String module, LoginSource source) {
        LOG.info("Login refused, account disabled: account={}", account);
        records.add(account, user, module, false, "account disabled", source);
        return new DomainException(
                ErrorKind.LOCKED,
                "locked",
                "account disabled",
                List.of(FieldError.of("account", "disabled", "account disabled")),
                null);
    }

    private static Optional<UserId> id(StoredUser user) {
        return Optional.of(user.user().id());
    }

    private Optional<StoredUser> user(AccountId account, LoginAttempt attempt) {
        String digest = attempt.credentials().toLowerCase(Locale.ROOT);
        List<String> parameters = users.passwordParameters(account, PARAMETERS_MAX);
        if (parameters.isEmpty()) {
            Passwords.hashForNobody(digest);
        }
        Optional<StoredUser> found = Optional.empty();
        for (String each : parameters) {
            Optional<StoredUser> user =
                    users.findByPassword(account, each, attempt.method(), Passwords.hash(each, digest));
            found = found.or(() -> user);
        }
        return found;
    }
}
