package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.SearchBy;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
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

/** root → reseller → customer → site, and beside the reseller another tenant. */
class AccountManagerTest {
    private final AccountWorld world = new AccountWorld();
    private final AccountManager accounts = world.accounts;
    private final AccountId reseller = world.addReseller(world.root, "reseller").id();
    private final AccountId customer = world.add(reseller, "customer").id();
    private final AccountId site = world.add(customer, "site").id();
    private final AccountId other = world.add(world.root, "other").id();
    private final Caller resellerAdmin = AccountWorld.admin(reseller);
    private final Caller customerAdmin = AccountWorld.admin(customer);

    @Test
    void createsBelowTheParentAndTheTreeKnowsAtOnce() {
        Account created = accounts.create(resellerAdmin, customer, AccountWorld.named("branch"));

        assertThat(created.path()).containsExactly(world.root, reseller, customer);
        assertThat(created.enabled()).isTrue();
        assertThat(created.reseller()).isFalse();
        assertThat(created.revision()).isEqualTo(1);
        assertThat(created.created()).isEqualTo("2026-11-23T12:00:00.123456Z");
        assertThat(world.tree.contains(customer, created.id())).isTrue();
        assertThat(accounts.get(resellerAdmin, customer).childrenCount()).isEqualTo(2);
    }

    @Test
    void fillsInRealmAndTimezone() {
        world.set(customer, "{\"timezone\":\"Asia/Tokyo\"}");

        Account created = accounts.create(
                resellerAdmin, customer, Json.parseObject("{\"name\":\"branch\",\"timezone\":\"inherit\"}"));

        assertThat(created.realm()).matches("[0-9a-f]{6}\\.sip\\.test");
        assertThat(created.document().get("timezone").asText()).isEqualTo("Asia/Tokyo");
        assertThat(accounts.merge(resellerAdmin, created.id(), Json.object().put("timezone", ""))
                        .document()
                        .get("timezone")
                        .asText())
                .isEqualTo("Asia/Tokyo");
    }

    @Test
    void takesTheIdThatTheClientWantsOnce() {
        AccountId wanted = AccountId.random();
        ObjectNode document = AccountWorld.named("branch").put("id", wanted.value());

        assertThat(accounts.create(resellerAdmin, reseller, document).id()).isEqualTo(wanted);
        assertThatThrownBy(() -> accounts.create(
                        resellerAdmin, reseller, AccountWorld.named("branch 2").put("id", wanted.value())))
                .isInstanceOf(ConflictException.class);
        assertInvalid(
                () -> accounts.create(
                        resellerAdmin, reseller, AccountWorld.named("branch 3").put("id", "../x")),
                "id pattern");
    }

    @Test
    void namesEverythingThatIsWrongInOneAnswer() {
        String realm = accounts.get(world.rootAdmin, other).realm().toUpperCase(java.util.Locale.ROOT);
        ObjectNode document = Json.parseObject("{\"name\":\"Cus-Tomer!\",\"timezone\":\"Nowhere/City\",\"org\":7,"
                + "\"call_restriction\":{\"toll_us\":{\"action\":\"maybe\"}}}");
        document.put("realm", realm);

        assertInvalid(
                () -> accounts.create(world.rootAdmin, reseller, document),
                "name unique",
                "realm unique",
                "timezone enum",
                "org type",
                "call_restriction.toll_us.action enum");
        assertInvalid(() -> accounts.create(world.rootAdmin, reseller, Json.object()), "name required");
    }

    @Test
    void mayKeepItsOwnNameAndNotTakeAnother() {
        assertThat(accounts.merge(customerAdmin, customer, AccountWorld.named("CUSTOMER"))
                        .name())
                .isEqualTo("CUSTOMER");
        assertInvalid(() -> accounts.merge(customerAdmin, customer, AccountWorld.named("Other")), "name unique");
    }

    @Test
    void letsExactlyOneOfTwoSimultaneousCreationsHaveTheName() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                String name = "twin " + round;
                CyclicBarrier start = new CyclicBarrier(2);
                Callable<Account> creation = () -> {
                    start.await();
                    return accounts.create(resellerAdmin, reseller, AccountWorld.named(name));
                };
                List<Future<Account>> both = List.of(threads.submit(creation), threads.submit(creation));
                int failures = 0;
                for (Future<Account> one : both) {
                    try {
                        one.get();
                    } catch (ExecutionException e) {
                        failures++;
                        assertThat(e).cause().satisfies(isInvalid("name unique"));
                    }
                }
                assertThat(failures).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The predicate is asked between reading and writing: there another writer comes in, every time but the last. */
    @Test
    void keepsWhatOtherWritersHaveChangedMeanwhile() {
        AtomicInteger others = new AtomicInteger();
        LongPredicate anotherWrites = revision -> {
            if (others.incrementAndGet() <= 3) {
                accounts.merge(resellerAdmin, site, Json.object().put("field_" + others.get(), true));
            }
            return true;
        };

        Account changed = accounts.merge(resellerAdmin, site, Json.object().put("mine", true), anotherWrites);

        assertThat(changed.revision()).isEqualTo(1 + 3 + 1);
        for (String field : List.of("field_1", "field_2", "field_3", "mine")) {
            assertThat(changed.document().has(field)).as(field).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"   ", "\u200b", "a\u202eb", "a\u2067b", "a\nb"})
    void refusesNamesThatShowNothingOrSomethingElse(String name) {
        assertInvalid(() -> accounts.create(resellerAdmin, reseller, AccountWorld.named(name)), "name pattern");
    }

    @Test
    void takesNamesOfAllScriptsAndSigns() {
        assertThat(accounts.create(resellerAdmin, reseller, AccountWorld.named("電話 \uD83D\uDE80 & Söhne"))
                        .name())
                .isEqualTo("電話 \uD83D\uDE80 & Söhne");
        assertThat(accounts.create(resellerAdmin, reseller, AccountWorld.named("***"))
                        .name())
                .isEqualTo("***");
    }

    @Test
    void boundsTheWholeDocument() {
        ObjectNode document = AccountWorld.named("branch").put("note", "x".repeat(Checks.DOCUMENT_LENGTH_MAX));

        assertInvalid(() -> accounts.create(resellerAdmin, reseller, document), "data maxSize");
        assertInvalid(() -> accounts.merge(resellerAdmin, site, document), "data maxSize");
    }

    @Test
    void endsAtTheGreatestDepth() {
        AccountId deepest = world.root;
        for (int depth = 1; depth <= AccountTree.DEPTH_MAX; depth++) {
            deepest = world.add(deepest, "level " + depth).id();
        }
        AccountId parent = deepest;

        assertThat(world.tree.chain(deepest)).hasSize(AccountTree.DEPTH_MAX + 1);
        assertInvalid(() -> world.add(parent, "too deep"), "parent_id depth");
    }

    @Test
    void replacesAllPublicFieldsButRealmAndEnabled() {
        world.set(customer, "{\"org\":\"Customer Ltd\",\"zeta\":{\"a\":1.10},\"enabled\":false}");
        String realm = accounts.get(world.rootAdmin, customer).realm();

        Account changed = accounts.replace(
                world.rootAdmin, customer, AccountWorld.named("renamed").put("language", "de-DE"));

        assertThat(changed.name()).isEqualTo("renamed");
        assertThat(changed.realm()).isEqualTo(realm);
        assertThat(changed.enabled()).isFalse();
        assertThat(changed.document().has("org")).isFalse();
        assertThat(changed.document().has("zeta")).isFalse();
        assertThat(changed.document().get("language").asText()).isEqualTo("de-DE");
    }

    @Test
    void mergesAndRemovesByNull() {
        world.set(customer, "{\"org\":\"Customer Ltd\",\"zeta\":{\"a\":1.10,\"b\":2}}");

        Account changed = accounts.merge(
                customerAdmin, customer, Json.parseObject("{\"org\":null,\"zeta\":{\"b\":null,\"c\":3}}"));

        assertThat(Json.write(changed.document().get("zeta"))).isEqualTo("{\"a\":1.10,\"c\":3}");
        assertThat(changed.document().has("org")).isFalse();
        assertThat(changed.name()).isEqualTo("customer");
    }

    @Test
    void ignoresWhatTheServerComputes() {
        Account changed = accounts.merge(
                world.rootAdmin,
                customer,
                Json.parseObject("{\"id\":\"x\",\"is_reseller\":true,\"reseller_id\":\"x\",\"created\":1,"
                        + "\"superduper_admin\":true,\"pvt_tree\":[],\"_read_only\":{},\"descendants_count\":9}"));

        assertThat(changed.reseller()).isFalse();
        assertThat(changed.wireDocument().properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactlyInAnyOrder("name", "realm", "enabled", "timezone");
    }

    @Test
    void countsRevisionsAndMovesTheTimeOfChange() {
        world.clock.move(Duration.ofMinutes(5));

        Account changed = accounts.merge(customerAdmin, customer, AccountWorld.named("renamed"));

        assertThat(changed.revision()).isEqualTo(2);
        assertThat(Duration.between(changed.created(), changed.modified())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void recordsWhoChangedWhat() {
        accounts.merge(customerAdmin, customer, AccountWorld.named("renamed"));

        List<Change> changes = world.feed.changes();
        Change last = changes.get(changes.size() - 1);
        assertThat(last.key()).isEqualTo(customer.value());
        assertThat(last.action()).isEqualTo("changed");
        assertThat(last.by()).isEqualTo(customerAdmin);
        assertThat(last.detail()).contains("renamed");
    }

    @Test
    void doesNotCopyTheFlagOfADisabledParent() {
        world.set(customer, "{\"enabled\":false}");

        Account created = world.add(customer, "branch");

        assertThat(created.enabled()).isTrue();
        assertThat(world.tree.enabled(created.id())).isFalse();
    }

    @Test
    void writesOnlyTheRevisionThatIsExpected() {
        long read = accounts.get(resellerAdmin, site).revision();
        accounts.merge(resellerAdmin, site, AccountWorld.named("moved on"), revision -> revision == read);

        LongPredicate stale = revision -> revision == read;
        assertStale(() -> accounts.merge(resellerAdmin, site, AccountWorld.named("late"), stale));
        assertStale(() -> accounts.replace(resellerAdmin, site, AccountWorld.named("late"), stale));
        assertStale(() -> accounts.delete(resellerAdmin, site, stale));
        assertStale(() -> accounts.create(resellerAdmin, site, AccountWorld.named("late"), revision -> false));
        assertThat(accounts.get(resellerAdmin, site).name()).isEqualTo("moved on");
    }

    @Test
    void deletesOnlyWhatHasNoAccountsBelow() {
        assertThatThrownBy(() -> accounts.delete(resellerAdmin, customer)).satisfies(isRefused());

        accounts.delete(resellerAdmin, site);
        accounts.delete(resellerAdmin, customer);

        assertThat(world.tree.find(customer)).isEmpty();
        assertThatThrownBy(() -> accounts.get(resellerAdmin, customer)).isInstanceOf(NotFoundException.class);
        assertThat(world.add(reseller, "customer").id()).isNotEqualTo(customer);
    }

    @Test
    void listsByNameFromTheEnd() {
        world.add(reseller, "another");

        assertThat(names(accounts.children(resellerAdmin, reseller, PageRequest.first())))
                .containsExactly("customer", "another");
        assertThat(names(accounts.descendants(resellerAdmin, reseller, PageRequest.first())))
                .containsExactly("site", "customer", "another");
        assertThat(names(accounts.siblings(resellerAdmin, customer, PageRequest.first())))
                .containsExactly("customer", "another");
        assertThat(names(accounts.siblings(world.rootAdmin, world.root, PageRequest.first())))
                .containsExactly("root");
        assertForbidden(() -> accounts.siblings(customerAdmin, customer, PageRequest.first()));
        assertThat(accounts.descendantsCount(resellerAdmin, reseller)).isEqualTo(3);
    }

    @Test
    void findsWhatLiesBelowByTheBeginningOfNameRealmAndId() {
        PageRequest page = new PageRequest(Optional.empty(), 50, true);

        assertThat(names(accounts.search(resellerAdmin, reseller, SearchBy.NAME, "C U-s", page)))
                .containsExactly("customer");
        assertThat(names(accounts.search(world.rootAdmin, world.root, SearchBy.NAME, "oth", page)))
                .containsExactly("other");
        assertThat(names(accounts.search(resellerAdmin, reseller, SearchBy.NAME, "oth", page)))
                .isEmpty();
        assertThat(names(accounts.search(resellerAdmin, reseller, SearchBy.ID, site.value(), page)))
                .containsExactly("site");
        assertInvalid(() -> accounts.search(resellerAdmin, reseller, SearchBy.NAME, "", page), "v minLength");
        assertInvalid(
                () -> accounts.search(resellerAdmin, reseller, SearchBy.NAME, "x".repeat(254), page), "v maxLength");
    }

    private static List<String> names(Page<Account> page) {
        return page.rows().stream().map(Account::name).toList();
    }

    private static void assertStale(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ConflictException.class, e -> assertThat(e.causeValue())
                .isEqualTo("revision"));
    }

    private static void assertForbidden(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ForbiddenException.class);
    }

    private static void assertInvalid(ThrowingCallable call, String... fieldsAndRules) {
        assertThatThrownBy(call).satisfies(isInvalid(fieldsAndRules));
    }

    private static Consumer<Throwable> isInvalid(String... fieldsAndRules) {
        return failure -> assertThat(failure).isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                .extracting(error -> error.field() + " " + error.rule())
                .containsExactlyInAnyOrder(fieldsAndRules));
    }

    private static Consumer<Throwable> isRefused() {
        return failure -> assertThat(failure).isInstanceOfSatisfying(DomainException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.REFUSED);
            assertThat(e.code()).isEqualTo("account_has_descendants");
        });
    }
}
