package org.trunkline.identity.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.LoginAttempt.DigestMethod;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.UserStore.Guard;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** What every store of users promises. Each test has an empty store. */
public interface UserStoreContract {
    Instant AT = Instant.parse("2026-01-02T03:04:05.000006Z");
    AccountId ACCOUNT = new AccountId("a".repeat(32));
    AccountId OTHER = new AccountId("b".repeat(32));

    UserStore store();

    @Test
    default void returnsWhatWasInserted() {
        StoredUser user = inserted(user("ann", Role.ADMIN));

        assertThat(user.user().revision()).isEqualTo(1);
        assertThat(store().find(user.user().id())).contains(user);
        assertThat(store().findByUsername(ACCOUNT, "ann")).contains(user);
        assertThat(store().findByUsername(OTHER, "ann")).isEmpty();
        assertThat(store().find(ACCOUNT, user.user().id())).contains(user);
        assertThat(store().find(OTHER, user.user().id())).isEmpty();
        assertThat(Json.write(user.user().document())).contains("1.10");
    }

    @Test
    default void keepsUsersWithoutLogin() {
        StoredUser first = inserted(user(null, Role.USER));
        StoredUser second = inserted(user(null, Role.USER));

        assertThat(store().find(first.user().id())).contains(first);
        assertThat(store().find(second.user().id())).contains(second);
        assertThat(store().passwordParameters(ACCOUNT, 4)).isEmpty();
    }

    @Test
    default void findsByPasswordInTheAccountOnly() {
        StoredUser user = inserted(user("ann", Role.ADMIN));

        assertThat(store().findByPassword(ACCOUNT, "salt", DigestMethod.MD5, "md5-ann"))
                .contains(user);
        assertThat(store().findByPassword(ACCOUNT, "salt", DigestMethod.SHA1, "sha-ann"))
                .contains(user);
        assertThat(store().findByPassword(ACCOUNT, "salt", DigestMethod.SHA1, "md5-ann"))
                .isEmpty();
        assertThat(store().findByPassword(ACCOUNT, "other", DigestMethod.MD5, "md5-ann"))
                .isEmpty();
        assertThat(store().findByPassword(OTHER, "salt", DigestMethod.MD5, "md5-ann"))
                .isEmpty();
        assertThat(store().passwordParameters(ACCOUNT, 4)).containsExactly("salt");
        assertThat(store().passwordParameters(OTHER, 4)).isEmpty();
    }

    @Test
    default void countsEnabledUsersPerAccount() {
        StoredUser ann = inserted(user("ann", Role.ADMIN));
        StoredUser bob = inserted(user("bob", Role.USER));
        inserted(user(OTHER, "ann", Role.ADMIN, "Ann", "Lee"));
        assertThat(store().countEnabled(ACCOUNT)).isEqualTo(2);

        StoredUser off = store().update(disabled(ann), Guard.NONE, change(ann));
        assertThat(store().countEnabled(ACCOUNT)).isEqualTo(1);
        assertThat(counts()).containsOnly(Map.entry(ACCOUNT, 1), Map.entry(OTHER, 1));

        store().delete(bob, Guard.NONE, change(bob));
        store().delete(off, Guard.NONE, change(off));
        assertThat(store().countEnabled(ACCOUNT)).isZero();
        assertThat(counts()).containsOnly(Map.entry(OTHER, 1));
    }

    private Map<AccountId, Integer> counts() {
        Map<AccountId, Integer> counts = new HashMap<>();
        store().forEachEnabledCount(counts::put);
        return counts;
    }

    @Test
    default void refusesAUsernameTwiceInOneAccount() {
        inserted(user("ann", Role.ADMIN));
        StoredUser bob = inserted(user("bob", Role.ADMIN));
        inserted(user(OTHER, "ann", Role.ADMIN, "Ann", "Lee"));

        assertThatThrownBy(() -> inserted(user("ann", Role.USER))).satisfies(collidesOn(UserStore.USERNAME));
        assertThatThrownBy(() -> store().update(named(bob, "ann"), Guard.NONE, change(bob)))
                .satisfies(collidesOn(UserStore.USERNAME));
    }

    @Test
    default void addsManyAtOnceOrNone() {
        StoredUser ann = user("ann", Role.ADMIN);
        StoredUser bob = user("bob", Role.USER);
        store().insertAll(List.of(ann, bob), List.of(change(ann), change(bob)));
        StoredUser cid = user("cid", Role.USER);
        StoredUser again = user("ann", Role.USER);

        assertThatThrownBy(() -> store().insertAll(List.of(cid, again), List.of(change(cid), change(again))))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.causeValue()).isEqualTo(UserStore.USERNAME));

        assertThat(store().find(ann.user().id())).contains(ann.withRevision(1));
        assertThat(store().find(bob.user().id())).contains(bob.withRevision(1));
        assertThat(store().find(cid.user().id())).isEmpty();
    }

    @Test
    default void changesOnlyWhatWasRead() {
        StoredUser read = inserted(user("ann", Role.ADMIN));
        StoredUser changed = store().update(named(read, "anna"), Guard.NONE, change(read));

        assertThat(changed.user().revision()).isEqualTo(2);
        assertThat(store().find(read.user().id())).contains(changed);
        assertThatThrownBy(() -> store().update(named(read, "annb"), Guard.NONE, change(read)))
                .satisfies(collidesOn(UserStore.REVISION));
    }

    @Test
    default void ofWritersOfOneRevisionOneWins() throws InterruptedException {
        StoredUser read = inserted(user("ann", Role.ADMIN));

        List<Outcome> outcomes = together(4, () -> store().update(named(read, "anna"), Guard.NONE, change(read)));

        assertThat(outcomes.stream().filter(Outcome::succeeded)).hasSize(1);
        assertThat(outcomes.stream().filter(outcome -> !outcome.succeeded()))
                .allSatisfy(outcome -> assertThat(outcome.failure()).satisfies(collidesOn(UserStore.REVISION)));
        assertThat(store().find(read.user().id()).orElseThrow().user().revision())
                .isEqualTo(2);
    }

    @Test
    default void writersWhoReadAgainLoseNothingOfEachOther() throws InterruptedException {
        StoredUser ann = inserted(user("ann", Role.ADMIN));
        List<Callable<StoredUser>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            String field = "field" + writer;
            writers.add(() -> patched(ann.user().id(), field));
        }

        assertThat(together(writers)).allMatch(Outcome::succeeded);

        User now = store().find(ann.user().id()).orElseThrow().user();
        assertThat(now.document().path("field0").asInt()
                        + now.document().path("field1").asInt()
                        + now.document().path("field2").asInt()
                        + now.document().path("field3").asInt())
                .isEqualTo(4);
        assertThat(now.revision()).isEqualTo(5);
    }

    /** Adds a field as a PATCH does: to what is stored, again and again while others are first. */
    private StoredUser patched(UserId id, String field) {
        while (true) {
            StoredUser read = store().find(id).orElseThrow();
            User user = read.user();
            User wanted = new User(
                    user.id(),
                    user.account(),
                    user.username(),
                    user.firstName(),
                    user.lastName(),
                    user.email(),
                    user.role(),
                    user.enabled(),
                    user.requirePasswordUpdate(),
                    user.created(),
                    user.modified(),
                    user.revision(),
                    user.document().put(field, 1));
            try {
                return store().update(new StoredUser(wanted, read.password(), read.series()), Guard.NONE, change(read));
            } catch (ConflictException e) {
                assertThat(e).satisfies(collidesOn(UserStore.REVISION));
            }
        }
    }

    @Test
    default void forgetsTheDeletedAndFreesTheirNames() {
        StoredUser user = inserted(user("ann", Role.ADMIN));

        store().delete(user, Guard.NONE, change(user));

        assertThat(store().find(user.user().id())).isEmpty();
        assertThat(store().hasUsers(ACCOUNT)).isFalse();
        assertThat(store().findByPassword(ACCOUNT, "salt", DigestMethod.MD5, "md5-ann"))
                .isEmpty();
        assertThatThrownBy(() -> store().delete(user, Guard.NONE, change(user))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> inserted(user)).satisfies(collidesOn(UserStore.ID));
        assertThat(inserted(user("ann", Role.ADMIN)).user().username()).contains("ann");
    }

    @Test
    default void makesOnlyOneFirstUser() throws InterruptedException {
        List<Outcome> outcomes = together(4, () -> {
            StoredUser first = user("admin" + Ids.random().substring(0, 4), Role.ADMIN);
            return store().insertFirst(first, change(first));
        });

        assertThat(outcomes.stream().filter(Outcome::succeeded)).hasSize(1);
        assertThat(outcomes.stream().filter(outcome -> !outcome.succeeded()))
                .allSatisfy(outcome -> assertThat(outcome.failure()).satisfies(collidesOn(UserStore.FIRST)));
        assertThat(store().list(ACCOUNT, PageRequest.first()).rows()).hasSize(1);
    }

    @Test
    default void leavesOneAdministratorWhenAllAreTakenAwayAtOnce() throws InterruptedException {
        List<StoredUser> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(inserted(user("admin" + i, Role.ADMIN)));
        }
        inserted(user("plain", Role.USER));

        List<Callable<StoredUser>> deletions = all.stream()
                .<Callable<StoredUser>>map(user -> () -> {
                    store().delete(user, Guard.ANOTHER_ADMINISTRATOR_REMAINS, change(user));
                    return user;
                })
                .toList();
        List<Outcome> outcomes = together(deletions);

        assertThat(outcomes.stream().filter(Outcome::succeeded)).hasSize(3);
        assertThat(outcomes.stream().filter(outcome -> !outcome.succeeded()))
                .allSatisfy(
                        outcome -> assertThat(outcome.failure()).satisfies(collidesOn(UserStore.LAST_ADMINISTRATOR)));
    }

    @Test
    default void pagesByLastName() {
        for (String last : List.of("carter", "Adams", "baker")) {
            inserted(user(ACCOUNT, last.toLowerCase(java.util.Locale.ROOT), Role.USER, "Joe", last));
        }

        Page<User> first = store().list(ACCOUNT, new PageRequest(Optional.empty(), 2, true));
        Page<User> second = store().list(ACCOUNT, new PageRequest(first.nextStartKey(), 2, true));
        Page<User> reverse = store().list(ACCOUNT, PageRequest.first());

        assertThat(first.rows()).extracting(User::lastName).containsExactly("Adams", "baker");
        assertThat(second.rows()).extracting(User::lastName).containsExactly("carter");
        assertThat(second.nextStartKey()).isEmpty();
        assertThat(reverse.rows()).extracting(User::lastName).containsExactly("carter", "baker", "Adams");
    }

    private StoredUser inserted(StoredUser user) {
        return store().insert(user, change(user));
    }

    private static StoredUser user(String username, Role role) {
        return user(ACCOUNT, username, role, "Ann", "Lee");
    }

    private static StoredUser user(AccountId account, String username, Role role, String first, String last) {
        User user = new User(
                UserId.random(),
                account,
                Optional.ofNullable(username),
                first,
                last,
                Optional.empty(),
                role,
                true,
                false,
                AT,
                AT,
                0,
                Json.parseObject("{\"zeta\":{\"price\":1.10}}"));
        return new StoredUser(
                user,
                Optional.ofNullable(username).map(name -> new PasswordHash("salt", "md5-" + name, "sha-" + name)),
                Ids.random());
    }

    private static StoredUser named(StoredUser stored, String username) {
        User user = stored.user();
        User renamed = new User(
                user.id(),
                user.account(),
                Optional.of(username),
                user.firstName(),
                user.lastName(),
                user.email(),
                user.role(),
                user.enabled(),
                true,
                user.created(),
                AT.plusSeconds(1),
                user.revision(),
                user.document());
        return new StoredUser(renamed, stored.password(), Ids.random());
    }

    private static StoredUser disabled(StoredUser stored) {
        User user = stored.user();
        User off = new User(
                user.id(),
                user.account(),
                user.username(),
                user.firstName(),
                user.lastName(),
                user.email(),
                user.role(),
                false,
                user.requirePasswordUpdate(),
                user.created(),
                AT.plusSeconds(1),
                user.revision(),
                user.document());
        return new StoredUser(off, stored.password(), stored.series());
    }

    private static Change change(StoredUser user) {
        AccountId account = user.user().account();
        return new Change(
                "users", user.user().id().value(), account, "changed", Caller.system(account, "test"), AT, "{}");
    }

    private static java.util.function.Consumer<Throwable> collidesOn(String what) {
        return failure -> assertThat(failure)
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.causeValue()).isEqualTo(what));
    }

    /** What one of several simultaneous writes came to; a null failure means it succeeded. */
    record Outcome(Throwable failure) {
        boolean succeeded() {
            return failure == null;
        }
    }

    private static List<Outcome> together(int count, Callable<StoredUser> work) throws InterruptedException {
        List<Callable<StoredUser>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(work);
        }
        return together(all);
    }

    private static List<Outcome> together(List<Callable<StoredUser>> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<StoredUser> each : threads.invokeAll(work)) {
                outcomes.add(outcome(each::get));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Outcome outcome(ThrowingCallable work) {
        try {
            work.call();
            return new Outcome(null);
        } catch (ExecutionException e) {
            return new Outcome(e.getCause());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
