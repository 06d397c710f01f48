package org.trunkline.numbers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.numbers.internal.NumberWorld.CUSTOMER;
import static org.trunkline.numbers.internal.NumberWorld.NEIGHBOUR;
import static org.trunkline.numbers.internal.NumberWorld.NUMBER;
import static org.trunkline.numbers.internal.NumberWorld.OTHER_RESELLER;
import static org.trunkline.numbers.internal.NumberWorld.RESELLER;
import static org.trunkline.numbers.internal.NumberWorld.ROOT;
import static org.trunkline.numbers.internal.NumberWorld.STRANGER;
import static org.trunkline.numbers.internal.NumberWorld.USER;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.PageRequest;
import org.trunkline.numbers.NumberOrder;
import org.trunkline.numbers.NumberOrder.Action;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.NumberView;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.spi.NumberStore;

/** Who may have which numbers, and where they go. */
class NumberManagerTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final NumberWorld world = new NumberWorld();

    @Test
    void rootAndResellersBringNumbersIn() {
        assertThat(world.does(RESELLER, Action.CREATE, TwoResellers.CUSTOMER, "4155550100")
                        .number())
                .satisfies(made -> {
                    assertThat(made.number()).isEqualTo(NUMBER);
                    assertThat(made.assignedTo()).contains(TwoResellers.CUSTOMER);
                    assertThat(made.pool()).isEqualTo(TwoResellers.RESELLER);
                });
        assertThat(world.does(ROOT, Action.CREATE, TwoResellers.STRANGER, "+442071838750")
                        .number()
                        .pool())
                .isEqualTo(TwoResellers.ROOT);
        assertThat(world.does(RESELLER, Action.CREATE, TwoResellers.RESELLER, "+14155550101")
                        .state())
                .isEqualTo(NumberState.IN_SERVICE);
        assertThat(world.refused(CUSTOMER, Action.CREATE, TwoResellers.CUSTOMER, "+14155550102"))
                .startsWith("FORBIDDEN forbidden: account '" + TwoResellers.CUSTOMER);
        assertThat(world.refused(USER, Action.CREATE, TwoResellers.CUSTOMER, "+14155550102"))
                .startsWith("FORBIDDEN");
        assertThat(world.refused(OTHER_RESELLER, Action.CREATE, TwoResellers.CUSTOMER, "+14155550102"))
                .startsWith("NOT_FOUND");
        assertThat(world.list(CUSTOMER, TwoResellers.CUSTOMER)).containsExactly(NUMBER);
    }

    @Test
    void statesOfNewNumbersDependOnWhoMakesThem() {
        String ages = "{\"create_with_state\":\"aging\"}";

        assertThat(world.refused(RESELLER, Action.CREATE, TwoResellers.RESELLER, NUMBER, ages))
                .isEqualTo("FORBIDDEN forbidden: creating number in state 'aging' is not allowed");
        assertThat(world.refused(
                        RESELLER, Action.CREATE, TwoResellers.CUSTOMER, NUMBER, "{\"create_with_state\":\"x\"}"))
                .isEqualTo("create_with_state enum");
        assertThat(world.does(ROOT, Action.CREATE, TwoResellers.ROOT, NUMBER, ages)
                        .state())
                .isEqualTo(NumberState.AGING);
        assertThat(world.numbers.creationStates(CUSTOMER, TwoResellers.CUSTOMER))
                .isEmpty();
        assertThat(world.numbers.creationStates(RESELLER, TwoResellers.CUSTOMER))
                .containsExactly(NumberState.IN_SERVICE, NumberState.PORT_IN, NumberState.RESERVED);
        assertThat(world.numbers.creationStates(ROOT, TwoResellers.RESELLER)).hasSize(5);
    }

    @Test
    void aNumberIsOneAccountsOnly() {
        world.customersNumber();

        assertThat(world.refused(RESELLER, Action.CREATE, TwoResellers.NEIGHBOUR, NUMBER))
                .isEqualTo("CONFLICT number_exists: " + NUMBER);
        assertThat(world.refused(OTHER_RESELLER, Action.CREATE, TwoResellers.STRANGER, NUMBER))
                .isEqualTo("CONFLICT number_exists: " + NUMBER);
        assertThat(world.refused(STRANGER, Action.CREATE, TwoResellers.STRANGER, NUMBER))
                .startsWith("FORBIDDEN");
        assertThat(world.refused(OTHER_RESELLER, Action.ACTIVATE, TwoResellers.STRANGER, NUMBER))
                .isEqualTo("NOT_FOUND bad_identifier");
    }

    @Test
    void whoIsSecondByAnInstantIsToldThatItExists() {
        NumberOrder order = NumberOrder.of(Action.CREATE, NUMBER);
        boolean[] was = {false};
        NumberStore slow = between(() -> {
            if (!was[0]) {
                was[0] = true;
                world.does(OTHER_RESELLER, Action.CREATE, TwoResellers.STRANGER, NUMBER);
            }
        });

        assertThat(NumberWorld.refusal(() -> world.over(slow)
                        .apply(RESELLER, TwoResellers.CUSTOMER, order)
                        .get(0)
                        .orThrow()))
                .isEqualTo("CONFLICT number_exists: " + NUMBER);
        assertThat(world.list(STRANGER, TwoResellers.STRANGER)).containsExactly(NUMBER);
        assertThat(world.list(CUSTOMER, TwoResellers.CUSTOMER)).isEmpty();
    }

    /** Returns the store, with something that happens after numbers are read and before they are written. */
    private NumberStore between(Runnable work) {
        return (NumberStore) Proxy.newProxyInstance(
                NumberStore.class.getClassLoader(), new Class<?>[] {NumberStore.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("write")) {
                            work.run();
                        }
                        return method.invoke(world.store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void anAccountTakesWhatItsSellersHaveToGive() {
        world.pooled();

        assertThat(world.refused(STRANGER, Action.ACTIVATE, TwoResellers.STRANGER, NUMBER))
                .startsWith("NOT_FOUND");
        assertThat(world.refused(USER, Action.ACTIVATE, TwoResellers.CUSTOMER, NUMBER))
                .startsWith("FORBIDDEN");
        assertThat(world.numbers.get(CUSTOMER, TwoResellers.CUSTOMER, NUMBER).state())
                .isEqualTo(NumberState.AVAILABLE);
        assertThat(world.does(CUSTOMER, Action.ACTIVATE, TwoResellers.CUSTOMER, NUMBER)
                        .state())
                .isEqualTo(NumberState.IN_SERVICE);
        assertThat(world.refused(NEIGHBOUR, Action.ACTIVATE, TwoResellers.NEIGHBOUR, NUMBER))
                .startsWith("NOT_FOUND");
        assertThat(world.store.changes()).extracting(Change::action).containsExactly("created", "assigned");
    }

    @Test
    void aNumberThatWasGivenUpIsKeptFromOthersForAWhile() {
        world.pooled();
        world.does(CUSTOMER, Action.ACTIVATE, TwoResellers.CUSTOMER, NUMBER, "{\"prepend\":{\"enabled\":true}}");

        NumberView released = world.does(CUSTOMER, Action.RELEASE, TwoResellers.CUSTOMER, NUMBER);

        assertThat(released.state()).isEqualTo(NumberState.AGING);
        assertThat(released.number().document()).isEmpty();
        assertThat(world.search(NEIGHBOUR, TwoResellers.NEIGHBOUR, "415")).isEmpty();
        assertThat(NumberWorld.refusal(() -> world.numbers.get(NEIGHBOUR, TwoResellers.NEIGHBOUR, NUMBER)))
                .startsWith("NOT_FOUND");
        assertThat(world.refused(NEIGHBOUR, Action.ACTIVATE, TwoResellers.NEIGHBOUR, NUMBER))
                .isEqualTo("INVALID invalid_state_transition: from aging to in_service");

        world.pass(DAY.multipliedBy(NumberWorld.AGING_DAYS));
        assertThat(world.search(NEIGHBOUR, TwoResellers.NEIGHBOUR, "415")).hasSize(1);
        assertThat(world.does(NEIGHBOUR, Action.ACTIVATE, TwoResellers.NEIGHBOUR, NUMBER)
                        .state())
                .isEqualTo(NumberState.IN_SERVICE);
    }

    @Test
    void whileANumberAgesItsPoolAndItsLastHolderMayHaveIt() {
        world.customersNumber();
        world.does(CUSTOMER, Action.RELEASE, TwoResellers.CUSTOMER, NUMBER);
        assertThat(NumberWorld.names(world.numbers.pool(RESELLER, TwoResellers.RESELLER, PageRequest.first())))
                .containsExactly(NUMBER);
        assertThat(world.numbers
                        .pool(OTHER_RESELLER, TwoResellers.OTHER_RESELLER, PageRequest.first())
                        .rows())
                .isEmpty();

        world.does(CUSTOMER, Action.ACTIVATE, TwoResellers.CUSTOMER, NUMBER);
        world.does(CUSTOMER, Action.RELEASE, TwoResellers.CUSTOMER, NUMBER);
        world.does(RESELLER, Action.ACTIVATE, TwoResellers.NEIGHBOUR, NUMBER);

        assertThat(world.list(NEIGHBOUR, TwoResellers.NEIGHBOUR)).containsExactly(NUMBER);
    }

    @Test
    void aNumberThatWasPassedOnComesBack() {
        world.does(ROOT, Action.CREATE, TwoResellers.RESELLER, NUMBER, "{\"create_with_state\":\"reserved\"}");
        assertThat(world.numbers.get(CUSTOMER, TwoResellers.CUSTOMER, NUMBER).state())
                .isEqualTo(NumberState.RESERVED);
        assertThat(world.refused(STRANGER, Action.ACTIVATE, TwoResellers.STRANGER, NUMBER))
                .startsWith("NOT_FOUND");
        world.does(CUSTOMER, Action.ACTIVATE, TwoResellers.CUSTOMER, NUMBER);

        NumberView released = world.does(CUSTOMER, Action.RELEASE, TwoResellers.CUSTOMER, NUMBER);

        assertThat(released.state()).isEqualTo(NumberState.RESERVED);
        assertThat(released.number().assignedTo()).contains(TwoResellers.RESELLER);
        assertThat(world.refused(NEIGHBOUR, Action.ACTIVATE, TwoResellers.NEIGHBOUR, NUMBER))
                .startsWith("NOT_FOUND");
        assertThat(world.does(RESELLER, Action.RELEASE, TwoResellers.RESELLER, NUMBER)
                        .number()
                        .pool())
                .isEqualTo(TwoResellers.ROOT);
    }

    @Test
    void whoHasMovedAwayGivesNothingBackToWhoPassedItOn() {
        world.does(ROOT, Action.CREATE, TwoResellers.RESELLER, NUMBER);
        world.does(RESELLER, Action.ACTIVATE, TwoResellers.CUSTOMER, NUMBER);
        world.tree.move(TwoResellers.CUSTOMER, TwoResellers.OTHER_RESELLER);
        assertThat(world.list(CUSTOMER, TwoResellers.CUSTOMER)).containsExactly(NUMBER);
        assertThat(world.refused(RESELLER, Action.RELEASE, TwoResellers.RESELLER, NUMBER))
                .startsWith("NOT_FOUND");

        NumberView released = world.does(CUSTOMER, Action.RELEASE, TwoResellers.CUSTOMER, NUMBER);

        assertThat(released.state()).isEqualTo(NumberState.AGING);
        assertThat(released.number().pool()).isEqualTo(TwoResellers.ROOT);
    }

    @Test
    void whatStandsSoAlreadyIsNotWrittenAgain() {
        NumberView made = world.customersNumber();

        assertThat(world.does(CUSTOMER, Action.ACTIVATE, TwoResellers.CUSTOMER, NUMBER))
                .isEqualTo(made);
        assertThat(world.does(
                        CUSTOMER, Action.REPLACE, TwoResellers.CUSTOMER, NUMBER, "{\"id\":\"x\",\"state\":\"aging\"}"))
                .isEqualTo(made);
        assertThat(world.does(CUSTOMER, Action.RESERVE, TwoResellers.CUSTOMER, NUMBER)
                        .state())
                .isEqualTo(NumberState.RESERVED);
        assertThat(world.refused(CUSTOMER, Action.RESERVE, TwoResellers.CUSTOMER, NUMBER))
                .isEqualTo("INVALID no_change_required");
        assertThat(world.store.changes()).hasSize(2);
    }

    @Test
    void oneTenantDoesNotSeeAnothersNumbers() {
        world.customersNumber();

        for (var who : Map.of(STRANGER, TwoResellers.STRANGER, NEIGHBOUR, TwoResellers.NEIGHBOUR)
                .entrySet()) {
            assertThat(NumberWorld.refusal(() -> world.numbers.get(who.getKey(), who.getValue(), NUMBER)))
                    .isEqualTo("NOT_FOUND bad_identifier");
            assertThat(NumberWorld.refusal(() -> world.numbers.identify(who.getKey(), who.getValue(), NUMBER)))
                    .startsWith("NOT_FOUND");
            for (Action action : List.of(Action.REPLACE, Action.MERGE, Action.RELEASE, Action.DELETE, Action.RESERVE)) {
                assertThat(world.refused(who.getKey(), action, who.getValue(), NUMBER))
                        .startsWith("NOT_FOUND");
            }
        }
        assertThat(world.numbers
                        .get(RESELLER, TwoResellers.RESELLER, NUMBER)
                        .number()
                        .number())
                .isEqualTo(NUMBER);
        assertThat(world.does(RESELLER, Action.MERGE, TwoResellers.RESELLER, NUMBER, "{\"x\":1}")
                        .number()
                        .document())
                .hasToString("{\"x\":1}");
    }

    @Test
    void onlyTheOwnerOfAPoolTakesANumberOutOfTheInventory() {
        world.customersNumber();
        assertThat(world.does(CUSTOMER, Action.DELETE, TwoResellers.CUSTOMER, NUMBER)
                        .state())
                .isEqualTo(NumberState.AGING);
        assertThat(world.refused(CUSTOMER, Action.DELETE, TwoResellers.CUSTOMER, NUMBER))
                .startsWith("NOT_FOUND");

        assertThat(world.does(RESELLER, Action.DELETE, TwoResellers.RESELLER, NUMBER)
                        .state())
                .isEqualTo(NumberState.DELETED);

        assertThat(world.store.find(List.of(NUMBER))).isEmpty();
        world.does(OTHER_RESELLER, Action.CREATE, TwoResellers.STRANGER, NUMBER);
    }

    @Test
    void identifiesWhoseANumberIs() {
        world.customersNumber();
        world.pooledAs("+14155550101");

        assertThat(world.numbers.identify(RESELLER, TwoResellers.RESELLER, NUMBER))
                .isEqualTo(TwoResellers.CUSTOMER);
        assertThat(NumberWorld.refusal(() -> world.numbers.identify(RESELLER, TwoResellers.RESELLER, "+14155550101")))
                .isEqualTo("INVALID client error: not_in_service");
        world.tree.disable(TwoResellers.CUSTOMER);
        assertThat(NumberWorld.refusal(() -> world.numbers.identify(RESELLER, TwoResellers.RESELLER, NUMBER)))
                .isEqualTo("INVALID client error: account_disabled");
    }

    @Test
    void findsWhatMayBeTakenByPrefix() {
        world.pooled();
        world.pooledAs("+14155550101");

        assertThat(found("415")).containsExactly(NUMBER, "+14155550101");
        assertThat(found("1415555")).hasSize(2);
        assertThat(found("+1415")).hasSize(2);
        assertThat(found("416")).isEmpty();
        assertThat(NumberWorld.refusal(() -> found("41"))).isEqualTo("prefix minLength");
        assertThat(NumberWorld.refusal(() -> found("41a"))).isEqualTo("prefix pattern");
        assertThat(world.search(STRANGER, TwoResellers.STRANGER, "415")).isEmpty();
        assertThat(world.numbers.check(
                        CUSTOMER,
                        TwoResellers.CUSTOMER,
                        Json.parseObject("{\"numbers\":[\"4155550100\",\"+14155550177\",\"911\"]}")))
                .isEqualTo(Map.of(NUMBER, true, "+14155550177", false, "911", false));
    }

    private List<String> found(String prefix) {
        return world.search(CUSTOMER, TwoResellers.CUSTOMER, prefix);
    }

    @Test
    void listsByNumberAndShowsWhatUsesThem() {
        world.customersNumber();
        world.does(RESELLER, Action.CREATE, TwoResellers.CUSTOMER, "+14155550101");
        world.uses.put(NUMBER, "callflow");

        var first = world.numbers.list(USER, TwoResellers.CUSTOMER, new PageRequest(Optional.empty(), 1, true));
        assertThat(first.rows()).extracting(NumberView::usedBy).containsExactly(Optional.of("callflow"));
        assertThat(first.nextStartKey()).contains("+14155550101");
        assertThat(NumberWorld.refusal(() ->
                        world.numbers.list(USER, TwoResellers.CUSTOMER, new PageRequest(Optional.of("x"), 1, true))))
                .isEqualTo("start_key invalid");
        assertThat(world.store.changes().get(0))
                .extracting(Change::topic, Change::key, Change::account, Change::action)
                .containsExactly("phone_numbers", NUMBER, TwoResellers.CUSTOMER, "created");
    }

    @Test
    void aNumberThatPassesBetweenAccountsIsAChangeOfBoth() {
        world.does(RESELLER, Action.CREATE, TwoResellers.RESELLER, NUMBER);

        PhoneNumber passed = world.does(RESELLER, Action.ACTIVATE, TwoResellers.CUSTOMER, NUMBER)
                .number();

        assertThat(passed.holders()).containsExactly(TwoResellers.RESELLER);
        assertThat(world.store.changes())
                .extracting(Change::account)
                .containsExactly(TwoResellers.RESELLER, TwoResellers.RESELLER, TwoResellers.CUSTOMER);
    }
}
