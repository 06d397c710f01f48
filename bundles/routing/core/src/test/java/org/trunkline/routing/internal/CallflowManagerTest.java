package org.trunkline.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.routing.Callflow;
import org.trunkline.routing.CarrierStrategy;
import org.trunkline.routing.spi.InMemoryCallflowStore;

/** Callflows, and what {@code no_match} says about carriers. */
class CallflowManagerTest {
    private static final AccountId RESELLER = OneReseller.RESELLER;
    private static final AccountId CUSTOMER = OneReseller.CUSTOMER;
    private static final Caller ADMIN = Caller.apiKey(CUSTOMER);
    private static final Caller USER = Caller.user(CUSTOMER, UserId.random(), Role.USER, "bob");
    private static final String AS_CLIENTS_SEND_IT =
            "{\"numbers\":[\"no_match\"],\"flow\":{\"children\":{},\"data\":{},\"module\":\"offnet\"}}";

    private final OneReseller tree = new OneReseller();
    private final CallflowManager callflows = new CallflowManager(
            new InMemoryCallflowStore(), tenDigits(), tree, tree, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    /** A plan that knows numbers of ten digits only. */
    private static NumberPlan tenDigits() {
        return (NumberPlan) Proxy.newProxyInstance(
                NumberPlan.class.getClassLoader(), new Class<?>[] {NumberPlan.class}, (proxy, method, arguments) -> {
                    String digits = ((String) arguments[0]).replaceAll("[^0-9]", "");
                    return digits.length() == 10 ? Optional.of("+1" + digits) : Optional.empty();
                });
    }

    private static ObjectNode json(String text) {
        return Json.parseObject(text);
    }

    private Callflow make(String document) {
        return callflows.create(ADMIN, CUSTOMER, json(document));
    }

    private List<FieldError> wrong(String document) {
        List<FieldError> errors = new ArrayList<>();
        assertThatThrownBy(() -> make(document))
                .isInstanceOfSatisfying(InvalidException.class, e -> errors.addAll(e.errors()));
        return errors;
    }

    private CarrierStrategy strategy() {
        return callflows.strategy(ADMIN, CUSTOMER);
    }

    @Test
    void anAccountThatHasNotSaidSoUsesNoCarriers() {
        assertThat(strategy()).isEqualTo(CarrierStrategy.NONE);
    }

    @Test
    void theCarriersAreThoseThatNoMatchNames() {
        Callflow made = make(AS_CLIENTS_SEND_IT);
        assertThat(strategy()).isEqualTo(CarrierStrategy.SYSTEM);

        change(made, "{\"module\":\"resources\",\"data\":{}}");
        assertThat(strategy()).isEqualTo(CarrierStrategy.of(CUSTOMER));
        change(made, "{\"module\":\"resources\",\"data\":{\"hunt_account_id\":\"" + RESELLER + "\"}}");
        assertThat(strategy()).isEqualTo(CarrierStrategy.of(RESELLER));
        change(made, "{\"module\":\"play\",\"data\":{}}");
        assertThat(strategy()).isEqualTo(CarrierStrategy.NONE);
    }

    private void change(Callflow callflow, String flow) {
        ObjectNode document = json("{\"numbers\":[\"no_match\"],\"flow\":" + flow + "}");
        callflows.replace(ADMIN, CUSTOMER, callflow.id(), document, any -> true);
    }

    @Test
    void nobodyUsesTheCarriersOfAStranger() {
        String stranger = "d".repeat(32);

        List<FieldError> errors = wrong("{\"numbers\":[\"no_match\"],\"flow\":{\"module\":\"resources\","
                + "\"data\":{\"hunt_account_id\":\"" + stranger + "\"}}}");

        assertThat(errors).extracting("field").containsExactly("flow.data.hunt_account_id");
    }

    @Test
    void keepsNumbersInOneFormAndExtensionsAsTheyAre() {
        Callflow made =
                make("{\"numbers\":[\"(415) 555-0000\",\"1001\",\"no_match\"],\"flow\":{\"module\":\"offnet\"}}");

        assertThat(made.numbers()).containsExactly("+14155550000", "1001", "no_match");
        assertThat(made.document().at("/flow").toString())
                .isEqualTo("{\"module\":\"offnet\",\"data\":{},\"children\":{}}");
    }

    @Test
    void aNumberIsForOneCallflowOfAnAccount() {
        Callflow first = make("{\"name\":\"Main\",\"numbers\":[\"4155550000\"],\"patterns\":[\"^2\"]}");

        List<FieldError> errors = wrong("{\"numbers\":[\"415 555 0000\",\"7\"],\"patterns\":[\"^2\"]}");

        assertThat(errors).extracting("field").containsExactly("numbers", "patterns");
        assertThat(errors).extracting("rule").containsOnly("unique");
        assertThat(errors.get(0).message()).isEqualTo("Number +14155550000 exists in callflow " + first.id() + " Main");
        make("{\"numbers\":[\"7\"]}");
        Callflow other = callflows.create(Caller.apiKey(RESELLER), RESELLER, json("{\"numbers\":[\"7\"]}"));
        assertThat(other.account()).isEqualTo(RESELLER);
    }

    @Test
    void readAndWrittenBackItIsTheSame() {
        Callflow made = make("{\"numbers\":[\"4155550000\"],\"flow\":{\"module\":\"offnet\"},\"x\":1.50}");
        ObjectNode sent = made.document().put("id", "other");
        sent.putObject("metadata");
        sent.put("pvt_type", "x");

        Callflow changed = callflows.replace(ADMIN, CUSTOMER, made.id(), sent, any -> true);

        assertThat(changed.document()).isEqualTo(made.document());
        assertThat(changed.id()).isEqualTo(made.id());
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertThat(wrong("{}"))
                .extracting("field", "rule")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("numbers", "required"));
        assertThat(wrong("{\"numbers\":[],\"patterns\":[]}")).extracting("rule").containsExactly("required");
        assertThat(wrong("{\"numbers\":\"1\"}")).extracting("rule").containsExactly("type");
        assertThat(wrong("{\"numbers\":[\"\"]}")).extracting("field").contains("numbers.0");
        assertThat(wrong("{\"numbers\":[\"4155550000\",\"415 555 0000\"]}"))
                .extracting("rule")
                .containsExactly("uniqueItems");
        assertThat(wrong("{\"patterns\":[\"(\"]}")).extracting("rule").containsExactly("wrong_format");
        assertThat(wrong("{\"numbers\":[\"1\"],\"flow\":7}"))
                .extracting("field")
                .containsExactly("flow");
        assertThat(wrong("{\"numbers\":[\"1\"],\"flow\":{\"module\":\"menu\",\"children\":{\"1\":{\"data\":[]}}}}"))
                .extracting("field")
                .containsExactly("flow.children.1.module", "flow.children.1.data");
        assertThat(wrong("{\"numbers\":[\"no_match\"]}")).extracting("field").containsExactly("flow");
        assertThat(callflows.list(ADMIN, CUSTOMER, PageRequest.first()).rows()).isEmpty();
    }

    @Test
    void usersReadAndDoNotWrite() {
        Callflow made = make(AS_CLIENTS_SEND_IT);

        assertThat(callflows.get(USER, CUSTOMER, made.id())).isEqualTo(made);
        assertThatThrownBy(() -> callflows.delete(USER, CUSTOMER, made.id(), any -> true))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> callflows.create(USER, CUSTOMER, json(AS_CLIENTS_SEND_IT)))
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    void whatBelongsToAnotherAccountIsNotFound() {
        Callflow above = callflows.create(Caller.apiKey(RESELLER), RESELLER, json(AS_CLIENTS_SEND_IT));

        assertThatThrownBy(() -> callflows.get(ADMIN, RESELLER, above.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> callflows.get(ADMIN, CUSTOMER, above.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> callflows.delete(ADMIN, CUSTOMER, above.id(), any -> true))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> callflows.strategy(ADMIN, RESELLER)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aWriteThatExpectsAnotherRevisionChangesNothing() {
        Callflow made = make(AS_CLIENTS_SEND_IT);
        ObjectNode changes = json("{\"name\":\"x\"}");

        assertThatThrownBy(() -> callflows.merge(ADMIN, CUSTOMER, made.id(), changes, revision -> revision == 7))
                .isInstanceOf(ConflictException.class);
        assertThat(callflows
                        .merge(ADMIN, CUSTOMER, made.id(), changes, revision -> revision == 1)
                        .revision())
                .isEqualTo(2);
    }

    @Test
    void mergesThatMeetLoseNoField() {
        Callflow made = make(AS_CLIENTS_SEND_IT);

        IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> callflows.merge(
                        ADMIN, CUSTOMER, made.id(), json("{\"field" + i + "\":" + i + "}"), any -> true)))
                .toList()
                .forEach(CompletableFuture::join);

        ObjectNode document = callflows.get(ADMIN, CUSTOMER, made.id()).document();
        assertThat(IntStream.range(0, 8)).allMatch(i -> document.has("field" + i));
    }

    @Test
    void pagesByKey() {
        IntStream.range(0, 5).forEach(i -> make("{\"numbers\":[\"" + i + "\"]}"));
        List<String> ids = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            var page = callflows.list(ADMIN, CUSTOMER, new PageRequest(from, 2, true));
            page.rows().forEach(each -> ids.add(each.id()));
            from = page.nextStartKey();
        } while (from.isPresent());

        assertThat(ids).hasSize(5).doesNotHaveDuplicates().isSorted();
        PageRequest nowhere = new PageRequest(Optional.of("\0"), 2, true);
        assertThatThrownBy(() -> callflows.list(ADMIN, CUSTOMER, nowhere)).isInstanceOf(InvalidException.class);
    }
}
