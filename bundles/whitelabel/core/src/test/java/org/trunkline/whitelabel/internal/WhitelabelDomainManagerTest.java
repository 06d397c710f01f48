package org.trunkline.whitelabel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.whitelabel.spi.InMemoryWhitelabelStore;
import org.trunkline.whitelabel.spi.WhitelabelStoreContract;

/** Which records a domain needs, who may ask, and what the answer of the DNS is compared with. */
final class WhitelabelDomainManagerTest {
    private static final AccountId ACME = OneReseller.RESELLER;
    private static final AccountId CUSTOMER = OneReseller.CUSTOMER;
    private static final Caller BY = Caller.apiKey(ACME);
    private static final Caller BY_CUSTOMER = Caller.apiKey(CUSTOMER);
    private static final Caller BY_USER = Caller.user(ACME, UserId.random(), Role.USER, "user");
    private static final String RECORDS =
            """
            {'CNAME':{'{{domain}}':{'mapping':['UI.operator.example.']},'api.{{domain}}':{'mapping':['api.operator.example']}},
             'TXT':{'{{domain}}':{'mapping':['v=spf1 include:{{domain}} -all']}},
             'A':{'a.operator.example':{'mapping':['192.0.2.1','192.0.2.2']}}}""";

    private final Map<String, List<String>> dns = Map.of(
            "CNAME ui.acme.example", List.of("ui.operator.example"),
            "TXT ui.acme.example", List.of("x", "v=spf1 include:ui.acme.example -all"),
            "A a.operator.example", List.of("192.0.2.1"));
    private final InMemoryWhitelabelStore store = new InMemoryWhitelabelStore();
    private final OneReseller accounts = new OneReseller();
    private final WhitelabelDomainManager domains = new WhitelabelDomainManager(
            store,
            accounts,
            accounts,
            this::answer,
            Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC));

    private List<String> answer(String type, String name) {
        if (name.equals("broken.example")) {
            throw new IllegalStateException("broken");
        }
        return dns.getOrDefault(type + " " + name, List.of());
    }

    @AfterEach
    void stop() {
        domains.stop();
    }

    private static ObjectNode document(String text) {
        return Json.parseObject(text.replace('\'', '"'));
    }

    private void made() {
        domains.writeRecords(BY, document(RECORDS));
        store.insert(WhitelabelStoreContract.named(ACME, "ui.acme.example"), WhitelabelStoreContract.change());
    }

    @Test
    void showsTheRecordsOfTheDomainOfTheAccountOrOfAnother() {
        made();

        assertThat(domains.expected(BY_USER, ACME, Optional.empty()))
                .isEqualTo(document(RECORDS.replace("{{domain}}", "ui.acme.example")));
        assertThat(domains.expected(BY_USER, ACME, Optional.of("Other.example")))
                .isEqualTo(document(RECORDS.replace("{{domain}}", "other.example")));
        assertThat(domains.records(BY_CUSTOMER)).isEqualTo(document(RECORDS));
    }

    @Test
    void comparesThemWithWhatTheDnsSays() {
        made();

        assertThat(domains.compared(BY, ACME, Optional.empty()))
                .isEqualTo(
                        document(
                                """
                {'CNAME':{
                   'ui.acme.example':{'expected':['UI.operator.example.'],'actual':['ui.operator.example'],'matches':true},
                   'api.ui.acme.example':{'expected':['api.operator.example'],'actual':[],'matches':false}},
                 'TXT':{'ui.acme.example':{'expected':['v=spf1 include:ui.acme.example -all'],
                   'actual':['x','v=spf1 include:ui.acme.example -all'],'matches':true}},
                 'A':{'a.operator.example':{'expected':['192.0.2.1','192.0.2.2'],'actual':['192.0.2.1'],'matches':false}}}"""));
    }

    @Test
    void aQuestionThatFailsIsOneWithoutAnAnswer() {
        made();
        domains.writeRecords(BY, document("{'A':{'{{domain}}':{'mapping':['192.0.2.1']}}}"));

        assertThat(domains.compared(BY, ACME, Optional.of("broken.example")))
                .isEqualTo(document("{'A':{'broken.example':{'expected':['192.0.2.1'],'actual':[],'matches':false}}}"));
    }

    @Test
    void whereNothingIsAskedForNothingIsMissing() {
        store.insert(WhitelabelStoreContract.named(ACME, "ui.acme.example"), WhitelabelStoreContract.change());

        assertThat(domains.compared(BY, ACME, Optional.empty())).isEqualTo(Json.object());
    }

    @Test
    void withoutADocumentOrADomainThereIsNothing() {
        assertThatThrownBy(() -> domains.expected(BY, ACME, Optional.of("a.example")))
                .isInstanceOf(NotFoundException.class);
        store.insert(WhitelabelStoreContract.nameless(ACME), WhitelabelStoreContract.change());

        assertThatThrownBy(() -> domains.expected(BY, ACME, Optional.empty())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> domains.compared(BY, ACME, Optional.empty())).isInstanceOf(NotFoundException.class);
        for (String none : List.of("a..b", "{{domain}}", "\0", "x".repeat(254), "")) {
            assertThatThrownBy(() -> domains.expected(BY, ACME, Optional.of(none)))
                    .isInstanceOf(InvalidException.class);
        }
    }

    @Test
    void rootSaysWhatIsNeededAdministratorsSeeItAndThoseWhoWriteTheDocumentCompare() {
        made();
        store.insert(WhitelabelStoreContract.named(CUSTOMER, "c.example"), WhitelabelStoreContract.change());

        assertThatThrownBy(() -> domains.writeRecords(BY_CUSTOMER, Json.object()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> domains.writeRecords(BY_USER, Json.object())).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> domains.records(BY_USER)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> domains.compared(BY_USER, ACME, Optional.empty()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> domains.compared(BY_CUSTOMER, CUSTOMER, Optional.empty()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> domains.expected(BY_CUSTOMER, ACME, Optional.empty()))
                .isInstanceOf(NotFoundException.class);
        assertThat(domains.expected(BY_CUSTOMER, CUSTOMER, Optional.empty())
                        .path("CNAME")
                        .has("c.example"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'PTR':{}}|PTR.additionalProperties",
                "{'A':'x'}|A.type",
                "{'A':null}|A.type",
                "{'A':{'a.example':5}}|A.a.example.type",
                "{'A':{'a b':{'mapping':['x']}}}|A.a b.pattern",
                "{'A':{'':{'mapping':['x']}}}|A..pattern",
                "{'A':{'a.example':{}}}|A.a.example.mapping.required",
                "{'A':{'a.example':{'mapping':'x'}}}|A.a.example.mapping.type",
                "{'A':{'a.example':{'mapping':[]}}}|A.a.example.mapping.minItems",
                "{'A':{'a.example':{'mapping':[' ']}}}|A.a.example.mapping.minItems",
                "{'A':{'a.example':{'mapping':[5]}}}|A.a.example.mapping.0.type",
                "{'A':{'a.example':{'mapping':['x'],'y':1}}}|A.a.example.y.additionalProperties"
            })
    void refusesWhatIsWrongByTheNameOfItsField(String text, String expected) {
        refuses(document(text), expected);
    }

    @Test
    void refusesMoreThanItWouldAsk() {
        String names = IntStream.rangeClosed(0, DnsRecords.NAMES_MAX)
                .mapToObj(i -> "'a" + i + ".example':{'mapping':['x']}")
                .collect(Collectors.joining(","));

        refuses(document("{'TXT':{" + names + "}}"), "data.maxProperties");
        refuses(document("{'A':{'a':{'mapping':['" + "x".repeat(1_025) + "']}}}"), "A.a.mapping.0.maxLength");
        refuses(document("{'A':{'a':{'mapping':[" + "'x',".repeat(10) + "'x']}}}"), "A.a.mapping.maxItems");
    }

    private void refuses(ObjectNode records, String expected) {
        assertThatThrownBy(() -> domains.writeRecords(BY, records))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(error -> error.field() + "." + error.rule())
                        .containsExactly(expected));
    }
}
