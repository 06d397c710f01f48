package org.trunkline.numbers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.numbers.internal.NumberWorld.CUSTOMER;
import static org.trunkline.numbers.internal.NumberWorld.NUMBER;
import static org.trunkline.numbers.internal.NumberWorld.OTHER_RESELLER;
import static org.trunkline.numbers.internal.NumberWorld.RESELLER;
import static org.trunkline.numbers.internal.NumberWorld.USER;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.numbers.NumberOrder;
import org.trunkline.numbers.NumberOrder.Action;

/** Orders for many numbers, and what is wrong with orders themselves. */
class NumberOrdersTest {
    private final NumberWorld world = new NumberWorld();

    @Test
    void ofManyNumbersEachHasItsOwnResult() {
        world.does(OTHER_RESELLER, Action.CREATE, TwoResellers.STRANGER, "+14155550101");

        assertThat(NumberWorld.outcomes(world.numbers.apply(
                        RESELLER,
                        TwoResellers.CUSTOMER,
                        NumberOrder.of(Action.CREATE, "4155550100", "+14155550101", "911", "+14155550102"))))
                .containsExactly(
                        "+14155550100 in_service",
                        "+14155550101 number_exists",
                        "911 not_reconcilable",
                        "+14155550102 in_service");
    }

    @Test
    void ordersAreBounded() {
        List<String> many = IntStream.rangeClosed(0, NumberOrder.NUMBERS_MAX)
                .mapToObj(i -> "+1415555" + (1000 + i))
                .toList();
        NumberOrder most =
                new NumberOrder(Action.CREATE, many.subList(1, many.size()), Json.object(), revision -> true);
        NumberOrder more = new NumberOrder(Action.CREATE, many, Json.object(), revision -> true);

        assertThat(world.numbers.apply(RESELLER, TwoResellers.CUSTOMER, most))
                .allMatch(each -> each.done().isPresent())
                .hasSize(NumberOrder.NUMBERS_MAX);
        assertThat(order(more)).isEqualTo("numbers maxItems");
        assertThat(order(NumberOrder.of(Action.CREATE))).isEqualTo("numbers minimum");
        assertThat(order(NumberOrder.of(Action.CREATE, NUMBER, "4155550100"))).isEqualTo("numbers uniqueItems");
    }

    @Test
    void readsTheNumbersOfAnOrderFromItsDocument() {
        assertThat(NumberWorld.outcomes(world.numbers.apply(
                        RESELLER,
                        TwoResellers.CUSTOMER,
                        Action.CREATE,
                        Json.parseObject("{\"numbers\":[\"4155550100\"],\"x\":1}"))))
                .containsExactly("+14155550100 in_service");
        assertThat(world.numbers
                        .get(CUSTOMER, TwoResellers.CUSTOMER, NUMBER)
                        .number()
                        .document())
                .hasToString("{\"x\":1}");
        assertThat(order("{}")).isEqualTo("numbers required");
        assertThat(order("{\"numbers\":1}")).isEqualTo("numbers type");
        assertThat(order("{\"numbers\":[1]}")).isEqualTo("numbers.0 type");
        assertThat(NumberWorld.refusal(
                        () -> world.numbers.apply(USER, TwoResellers.CUSTOMER, Action.CREATE, Json.object())))
                .startsWith("FORBIDDEN");
    }

    private String order(String document) {
        return NumberWorld.refusal(
                () -> world.numbers.apply(RESELLER, TwoResellers.CUSTOMER, Action.CREATE, Json.parseObject(document)));
    }

    private String order(NumberOrder order) {
        return NumberWorld.refusal(() -> world.numbers.apply(RESELLER, TwoResellers.CUSTOMER, order));
    }

    @Test
    void refusesARevisionThatIsNotExpected() {
        world.customersNumber();
        NumberOrder stale = new NumberOrder(Action.MERGE, List.of(NUMBER), Json.object(), revision -> revision == 7);

        assertThat(NumberWorld.refusal(() -> world.numbers
                        .apply(CUSTOMER, TwoResellers.CUSTOMER, stale)
                        .get(0)
                        .orThrow()))
                .isEqualTo("CONFLICT datastore_conflict: revision");
    }
}
