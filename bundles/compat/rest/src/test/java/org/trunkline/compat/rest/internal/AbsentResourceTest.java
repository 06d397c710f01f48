package org.trunkline.compat.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.OneReseller;
import org.trunkline.rest.Answer;
import org.trunkline.rest.QueryRequest;
import org.trunkline.rest.RestRequest;

/** What is answered for what is not there. */
class AbsentResourceTest {
    private static final Instant JULY = Instant.parse("2026-07-15T10:00:00Z");
    private static final OneReseller TREE = new OneReseller();

    private final AbsentResource resource = new AbsentResource(TREE, TREE, Clock.fixed(JULY, ZoneOffset.UTC));

    private static RestRequest by(AccountId account, Map<String, String> query) {
        return new QueryRequest(Caller.apiKey(account), query);
    }

    private JsonNode ask(String method, Map<String, String> query) throws Exception {
        Method asked = AbsentResource.class.getMethod(method, RestRequest.class, String.class);
        Answer answer = (Answer) asked.invoke(resource, by(OneReseller.RESELLER, query), OneReseller.CUSTOMER.value());
        assertThat(answer.status()).isEqualTo(200);
        return answer.data();
    }

    static List<String> methods() {
        return Stream.of(AbsentResource.class.getDeclaredMethods())
                .filter(each -> each.isAnnotationPresent(GET.class))
                .map(Method::getName)
                .toList();
    }

    @Test
    void aListIsEmptyWhateverIsFilteredFor() throws Exception {
        Map<String, String> query = Map.of("filter_owner_id", "d".repeat(32), "paginate", "false");

        assertThat(ask("list", query).toString()).isEqualTo("[]");
        assertThat(ask("listBelow", query).toString()).isEqualTo("[]");
    }

    @Test
    void numbersAreAnObjectAndASearchOfThemAList() throws Exception {
        assertThat(ask("phoneNumbers", Map.of("filter_state", "in_service")).toString())
                .isEqualTo("{\"numbers\":{},\"cascade_quantity\":0}");
        assertThat(ask("phoneNumbers", Map.of("prefix", "415")).toString()).isEqualTo("[]");
    }

    @Test
    void aSummaryHasNoInvoiceAndNamesWhenTheNextMonthBegins() throws Exception {
        JsonNode summary = ask("summary", Map.of());

        assertThat(summary.get("invoices").toString()).isEqualTo("[]");
        assertThat(summary.at("/billing_cycle/next").longValue()).isEqualTo(63_952_761_600L);
        assertThat(summary.at("/reseller/id").textValue()).isEqualTo(OneReseller.RESELLER.value());
        assertThat(summary.at("/reseller/is_reseller").booleanValue()).isFalse();
        assertThat(summary.at("/status/acceptable").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anAccountOutsideOfTheTreeOfTheCallerIsNotFound(String method) throws Exception {
        Method asked = AbsentResource.class.getMethod(method, RestRequest.class, String.class);
        RestRequest upwards = by(OneReseller.CUSTOMER, Map.of());

        assertThatThrownBy(() -> asked.invoke(resource, upwards, OneReseller.RESELLER.value()))
                .hasCauseInstanceOf(NotFoundException.class);
    }

    /** A literal would be as good a match as that of the bundle with the real thing: then neither would be sure to serve. */
    @ParameterizedTest
    @MethodSource("methods")
    void everyPathIsAPatternSoThatTheRealThingIsTheBetterMatch(String method) throws Exception {
        String path = AbsentResource.class
                .getMethod(method, RestRequest.class, String.class)
                .getAnnotation(Path.class)
                .value();

        assertThat(path.split("/")).allMatch(part -> part.matches("\\{\\w+: [a-z_|]+}"));
    }
}
