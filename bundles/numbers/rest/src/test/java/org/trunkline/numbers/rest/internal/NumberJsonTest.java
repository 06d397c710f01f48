package org.trunkline.numbers.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.numbers.NumberFeatures;
import org.trunkline.numbers.NumberResult;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.NumberView;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.PhoneNumber.Release;
import org.trunkline.rest.DocumentFilter;

/** Numbers on the wire (crossbar-numbers N1). */
class NumberJsonTest {
    private static final AccountId ACME = new AccountId("a".repeat(32));

    private static NumberView view(NumberState state, String document, Optional<String> usedBy) {
        PhoneNumber number = new PhoneNumber(
                "+14155550100",
                state,
                state.isAssigned() ? Optional.of(ACME) : Optional.empty(),
                ACME,
                List.of(),
                Optional.of(new Release(ACME, Instant.EPOCH)),
                Json.parseObject(document.replace('\'', '"')),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                1);
        List<String> available = state.isAssigned() ? List.of("prepend") : List.of();
        return new NumberView(number, state, NumberFeatures.active(number), available, usedBy);
    }

    @Test
    void oneNumberShowsItsFieldsAndWhatIsComputed() {
        assertThat(NumberJson.document(
                        view(NumberState.IN_SERVICE, "{'prepend':{'enabled':true},'x':1.50}", Optional.of("callflow"))))
                .hasToString("{\"id\":\"+14155550100\",\"state\":\"in_service\",\"features\":[\"prepend\"],"
                        + "\"used_by\":\"callflow\",\"prepend\":{\"enabled\":true},\"x\":1.50,\"_read_only\":{"
                        + "\"created\":62167219200,\"modified\":62167219201,\"carrier_module\":\"local\","
                        + "\"features\":{\"available\":[\"prepend\"]}}}");
        assertThat(NumberJson.document(view(NumberState.DELETED, "{}", Optional.empty())))
                .hasToString("{\"id\":\"+14155550100\",\"state\":\"deleted\",\"_read_only\":{\"created\":62167219200,"
                        + "\"modified\":62167219201,\"carrier_module\":\"local\",\"is_deleted\":true}}");
    }

    @Test
    void aRowHasNoNumberOfItsOwn() {
        assertThat(NumberJson.row(view(NumberState.RESERVED, "{'x':1,'features_denied':['sms']}", Optional.empty())))
                .hasToString("{\"state\":\"reserved\",\"features\":[],\"features_available\":[\"prepend\"],"
                        + "\"features_allowed\":[],\"features_denied\":[\"sms\"],\"assigned_to\":\"" + ACME
                        + "\",\"created\":62167219200,\"updated\":62167219201}");
        assertThat(NumberJson.cells(view(NumberState.RESERVED, "{}", Optional.empty()))
                        .fieldNames())
                .toIterable()
                .startsWith("number", "state");
        assertThat(NumberJson.pooled(view(NumberState.AGING, "{}", Optional.empty())))
                .hasToString("{\"number\":\"+14155550100\",\"state\":\"aging\",\"available_from\":62167219200,"
                        + "\"created\":62167219200,\"updated\":62167219201}");
    }

    @Test
    void filtersLookAtStateAndUse() {
        NumberView view = view(NumberState.PORT_IN, "{'x':'y'}", Optional.of("callflow"));

        for (var each : Map.of(
                        "filter_state", "[\"in_service\",\"port_in\"]",
                        "filter_used_by", "callflow",
                        "filter_assigned_to", ACME.value(),
                        "filter_x", "y",
                        "filter_not_state", "reserved",
                        "created_from", "62167219200",
                        "modified_to", "62167219201")
                .entrySet()) {
            assertThat(passes(view, each.getKey(), each.getValue()))
                    .as(each.getKey())
                    .isTrue();
        }
        assertThat(passes(view, "filter_state", "reserved")).isFalse();
        assertThat(passes(view, "modified_from", "62167219202")).isFalse();
    }

    private static boolean passes(NumberView view, String name, String value) {
        return DocumentFilter.of(Map.of(name, List.of(value))).test(NumberJson.filtered(view));
    }

    @Test
    void aCollectionSaysOfEachNumberWhatBecameOfIt() {
        NumberView done = view(NumberState.IN_SERVICE, "{}", Optional.empty());
        List<NumberResult> good = List.of(new NumberResult("+14155550100", Optional.of(done), Optional.empty()));

        assertThat(NumberCollectionResource.json(good).path("error")).hasToString("[]");
        assertThat(NumberCollectionResource.json(List.of(
                                good.get(0),
                                new NumberResult("+1", Optional.empty(), Optional.of(new ConflictException("+1"))),
                                new NumberResult(
                                        "+2",
                                        Optional.empty(),
                                        Optional.of(new InvalidException("cnam", "type", "wrong")))))
                        .path("error"))
                .hasToString(
                        "{\"+1\":{\"code\":409,\"error\":\"datastore_conflict\",\"message\":\"conflicting documents\","
                                + "\"cause\":\"+1\"},\"+2\":{\"code\":400,\"error\":\"validation error\","
                                + "\"message\":\"cnam: wrong\",\"cause\":\"cnam\"}}");
    }
}
