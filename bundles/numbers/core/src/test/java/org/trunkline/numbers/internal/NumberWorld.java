package org.trunkline.numbers.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.numbers.NumberOrder;
import org.trunkline.numbers.NumberOrder.Action;
import org.trunkline.numbers.NumberResult;
import org.trunkline.numbers.NumberSearch;
import org.trunkline.numbers.NumberView;
import org.trunkline.numbers.spi.InMemoryNumberStore;
import org.trunkline.numbers.spi.NumberStore;

/** The inventory over a small tree, with a clock that tests move. */
final class NumberWorld {
    static final String NUMBER = "+14155550100";
    static final int AGING_DAYS = 30;

    static final Caller ROOT = Caller.apiKey(TwoResellers.ROOT);
    static final Caller RESELLER = Caller.apiKey(TwoResellers.RESELLER);
    static final Caller CUSTOMER = Caller.apiKey(TwoResellers.CUSTOMER);
    static final Caller NEIGHBOUR = Caller.apiKey(TwoResellers.NEIGHBOUR);
    static final Caller STRANGER = Caller.apiKey(TwoResellers.STRANGER);
    static final Caller OTHER_RESELLER = Caller.apiKey(TwoResellers.OTHER_RESELLER);
    static final Caller USER = Caller.user(TwoResellers.CUSTOMER, UserId.random(), Role.USER, "bob");

    private final Moving clock = new Moving();
    final TwoResellers tree = new TwoResellers();
    final InMemoryNumberStore store = new InMemoryNumberStore();
    final Map<AccountId, Set<String>> denied = new HashMap<>();
    final Map<String, String> uses = new HashMap<>();
    final OwnersModel owners = loaded();
    final Aging aging = new Aging(tree, Duration.ofDays(AGING_DAYS));
    final NumberManager numbers = over(store);

    /** Returns whose numbers are, as a start reads it. */
    OwnersModel loaded() {
        OwnersModel fresh = new OwnersModel(new PhoneNumberPlan(), tree);
        new OwnersLoader(store, fresh, store);
        return fresh;
    }

    NumberManager over(NumberStore any) {
        return new NumberManager(
                any,
                new PhoneNumberPlan(),
                tree,
                tree,
                account -> denied.getOrDefault(account, new HashSet<>()),
                new KnownUses(List.of((account, asked) -> {
                    Map<String, String> found = new HashMap<>(uses);
                    found.keySet().retainAll(asked);
                    return found;
                })),
                owners,
                aging,
                clock);
    }

    Clock clock() {
        return clock;
    }

    void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    NumberView does(Caller caller, Action action, AccountId account, String number) {
        return does(caller, action, account, number, "{}");
    }

    NumberView does(Caller caller, Action action, AccountId account, String number, String document) {
        NumberOrder order = new NumberOrder(action, List.of(number), Json.parseObject(document), revision -> true);
        return numbers.apply(caller, account, order).get(0).orThrow();
    }

    /** Makes a number that the reseller has brought in and its customer has. */
    NumberView customersNumber() {
        return does(RESELLER, Action.CREATE, TwoResellers.CUSTOMER, NUMBER);
    }

    /** Makes a number that lies in the reseller's pool. */
    NumberView pooled() {
        return pooledAs(NUMBER);
    }

    NumberView pooledAs(String number) {
        return does(RESELLER, Action.CREATE, TwoResellers.RESELLER, number, "{\"create_with_state\":\"available\"}");
    }

    /** Returns code and cause of the refusal. */
    String refused(Caller caller, Action action, AccountId account, String number) {
        return refused(caller, action, account, number, "{}");
    }

    String refused(Caller caller, Action action, AccountId account, String number, String document) {
        return refusal(() -> does(caller, action, account, number, document));
    }

    static String refusal(Runnable work) {
        List<String> refusals = new ArrayList<>();
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        DomainException.class,
                        e -> refusals.add(
                                e.errors().isEmpty()
                                        ? e.kind() + " " + e.code()
                                                + (e.causeValue() == null ? "" : ": " + e.causeValue())
                                        : e.errors().get(0).field() + " "
                                                + e.errors().get(0).rule()));
        return refusals.get(0);
    }

    List<String> list(Caller caller, AccountId account) {
        return names(numbers.list(caller, account, PageRequest.first()));
    }

    List<String> search(Caller caller, AccountId account, String prefix) {
        return numbers.search(caller, account, new NumberSearch(prefix, Optional.empty(), 0, 5)).stream()
                .map(each -> each.number().number())
                .toList();
    }

    static List<String> names(Page<NumberView> page) {
        return page.rows().stream().map(each -> each.number().number()).toList();
    }

    static List<String> outcomes(List<NumberResult> results) {
        return results.stream()
                .map(each -> each.number() + " "
                        + each.done()
                                .map(view -> view.state().id())
                                .orElseGet(() -> each.refused().orElseThrow().code()))
                .toList();
    }

    private static final class Moving extends Clock {
        private Instant now = Instant.parse("2026-11-29T10:00:00.000001Z");

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
}
