package org.trunkline.identity.internal;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.trunkline.identity.Login;
import org.trunkline.identity.LoginAttempt;
import org.trunkline.identity.LoginAttempt.DigestMethod;
import org.trunkline.identity.LoginSource;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.InMemoryAccountDocumentStore;
import org.trunkline.identity.spi.InMemoryApiKeyStore;
import org.trunkline.identity.spi.InMemoryLoginRecordStore;
import org.trunkline.identity.spi.InMemorySecondFactorStore;
import org.trunkline.identity.spi.InMemorySigningKeyStore;
import org.trunkline.identity.spi.InMemoryUserStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Secrets;
import org.trunkline.kernel.TestSecrets;

/** The whole of identity on stores in memory and a clock that tests move. */
final class IdentityFixture {
    static final Duration EXPIRY = Duration.ofHours(1);
    static final Duration ROTATION = Duration.ofDays(30);
    static final String MASTER = "a master key for tests";
    static final Caller SYSTEM = Caller.system(TwoAccounts.ROOT, "test");
    static final String PASSWORD = "correct horse";
    static final LoginSource HERE = new LoginSource("192.0.2.1", "test", "request");

    final MovedClock clock = new MovedClock();
    final TwoAccounts accounts = new TwoAccounts();
    final DirectFeed feed = new DirectFeed();
    final InMemoryUserStore userStore = new InMemoryUserStore(feed::deliver);
    final InMemoryApiKeyStore apiKeyStore = new InMemoryApiKeyStore(feed::deliver);
    final InMemorySigningKeyStore signingKeyStore = new InMemorySigningKeyStore();
    final Secrets secrets = TestSecrets.of(MASTER);
    final SigningKeys keys = new SigningKeys(signingKeyStore, accounts, clock, secrets, EXPIRY, ROTATION);
    final TokenHolders holders = new TokenHolders(userStore, apiKeyStore, feed, clock);
    final UserManager users = new UserManager(userStore, accounts, accounts, clock, new UserConfig());
    final InMemoryLoginRecordStore recordStore = new InMemoryLoginRecordStore();
    final InMemorySecondFactorStore factorStore = new InMemorySecondFactorStore(feed::deliver);
    final LoginRecordManager records = new LoginRecordManager(recordStore, accounts, clock);
    final Credentials credentials = new Credentials(userStore, accounts, records, clock);
    final SecondFactors factors = new SecondFactors(factorStore, credentials, users, secrets, accounts, clock);
    final InMemoryAccountDocumentStore documentStore = new InMemoryAccountDocumentStore(feed::deliver);
    final SecurityManager security = new SecurityManager(documentStore, accounts, accounts, clock);
    final LoginManager logins = new LoginManager(
            userStore, apiKeyStore, accounts, holders, keys, credentials, factors, security, records, clock);
    final ApiKeyManager apiKeys = new ApiKeyManager(apiKeyStore, accounts, clock);

    User user(AccountId account, String username, String role) {
        return users.create(
                SYSTEM,
                account,
                Json.object()
                        .put("username", username)
                        .put("password", PASSWORD)
                        .put("first_name", "Ann")
                        .put("last_name", "Lee")
                        .put("priv_level", role));
    }

    Login login(String accountName, String username, String password) {
        return logins.login(attempt(accountName, Passwords.digest(DigestMethod.MD5, username, password)), HERE);
    }

    static LoginAttempt attempt(String accountName, String credentials) {
        return new LoginAttempt(
                credentials, DigestMethod.MD5, Optional.of(accountName), Optional.empty(), Optional.empty());
    }

    /** An attempt of a user with the password that all have here, and a code. */
    static LoginAttempt attempt(String accountName, String username, Optional<String> code) {
        return new LoginAttempt(
                Passwords.digest(DigestMethod.MD5, username, PASSWORD),
                DigestMethod.MD5,
                Optional.of(accountName),
                Optional.empty(),
                code);
    }

    /** Another node on the same database. */
    SigningKeys otherNode(String masterKey) {
        return new SigningKeys(signingKeyStore, accounts, clock, TestSecrets.of(masterKey), EXPIRY, ROTATION);
    }

    /** Says what time it is. */
    static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T12:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Delivers each change at once. */
    static final class DirectFeed implements ChangeFeed {
        private record Listener(String topic, Consumer<Change> consumer) {}

        private final List<Listener> listeners = new ArrayList<>();
        private final List<Change> changes = new ArrayList<>();

        /** Returns what was recorded, the latest last. */
        List<Change> changes() {
            return changes;
        }

        void deliver(Change change) {
            changes.add(change);
            listeners.stream()
                    .filter(listener -> listener.topic().equals(change.topic()))
                    .forEach(listener -> listener.consumer().accept(change));
        }

        @Override
        public Subscription subscribe(String topic, Consumer<Change> consumer) {
            Listener listener = new Listener(topic, consumer);
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }

    private static final class UserConfig implements UserManager.Config {
        @Override
        public int password_length_min() {
            return 6;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return UserManager.Config.class;
        }
    }
}
