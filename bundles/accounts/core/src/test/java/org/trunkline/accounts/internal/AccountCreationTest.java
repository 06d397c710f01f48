package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.Creation;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** A creation with a key happens once, however often it is asked for. */
class AccountCreationTest {
    private final AccountWorld world = new AccountWorld();
    private final AccountManager accounts = world.accounts;
    private final AccountId reseller = world.addReseller(world.root, "reseller").id();
    private final AccountId customer = world.add(reseller, "customer").id();
    private final Caller resellerAdmin = AccountWorld.admin(reseller);
    private final Caller customerAdmin = AccountWorld.admin(customer);

    @Test
    void createsOneAccountHoweverOftenTheRequestComes() {
        ObjectNode document = AccountWorld.named("branch");

        Account first = accounts.createOnce(resellerAdmin, reseller, document, "key 1");
        Account again = accounts.createOnce(resellerAdmin, reseller, document, "key 1");

        assertThat(again).isEqualTo(first);
        assertThat(names(accounts.children(resellerAdmin, reseller, PageRequest.first())))
                .containsExactly("customer", "branch");
        assertThatThrownBy(() -> accounts.createOnce(resellerAdmin, customer, document, "key 1"))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.causeValue()).isEqualTo("idempotency_key"));
        assertInvalid(() -> accounts.createOnce(world.rootAdmin, reseller, document, "key 1"), "name unique");
        assertForbidden(() ->
                accounts.createOnce(AccountWorld.plainUser(reseller), reseller, AccountWorld.named("x"), "key 2"));
    }

    @Test
    void knowsARepeatForADay() {
        accounts.createOnce(resellerAdmin, reseller, AccountWorld.named("branch"), "key 1");

        world.clock.move(Creation.KEPT);

        assertThat(accounts.createOnce(resellerAdmin, reseller, AccountWorld.named("branch 2"), "key 1")
                        .name())
                .isEqualTo("branch 2");
    }

    /** Nothing is kept of a request that failed, so that it can be mended and come again under its name. */
    @Test
    void takesTheKeyOfARequestThatFailedAgain() {
        world.add(world.root, "other");
        assertInvalid(
                () -> accounts.createOnce(resellerAdmin, reseller, AccountWorld.named("other"), "key 1"),
                "name unique");

        assertThat(accounts.createOnce(resellerAdmin, reseller, AccountWorld.named("branch"), "key 1")
                        .name())
                .isEqualTo("branch");
    }

    @Test
    void createsOneAccountForManyRepeatsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                String key = "key " + round;
                CyclicBarrier start = new CyclicBarrier(4);
                Callable<Account> creation = () -> {
                    start.await();
                    return accounts.createOnce(resellerAdmin, reseller, AccountWorld.named("made by " + key), key);
                };
                Set<AccountId> made = new HashSet<>();
                for (Future<Account> one : threads.invokeAll(List.of(creation, creation, creation, creation))) {
                    made.add(one.get().id());
                }
                assertThat(made).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> names(Page<Account> page) {
        return page.rows().stream().map(Account::name).toList();
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
}
