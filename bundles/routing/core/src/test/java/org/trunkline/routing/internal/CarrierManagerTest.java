package org.trunkline.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.TestSecrets;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.kernel.UserId;
import org.trunkline.routing.Carrier;
import org.trunkline.routing.CarrierPool;
import org.trunkline.routing.spi.InMemoryCarrierStore;

/** Who may write carriers, what they may say, and where their passwords are. */
final class CarrierManagerTest {
    private static final CarrierPool OWN = CarrierPool.of(OneReseller.CUSTOMER);
    private static final Caller CUSTOMER = Caller.apiKey(OneReseller.CUSTOMER);
    private static final Caller ROOT = Caller.apiKey(OneReseller.RESELLER);
    private static final Caller USER = Caller.user(OneReseller.CUSTOMER, UserId.random(), Role.USER, "user");
    private static final String SECRET = "s3cret-of-the-gateway";

    private final List<Change> changes = new ArrayList<>();
    private final InMemoryCarrierStore store = new InMemoryCarrierStore(changes::add);
    private final OneReseller accounts = new OneReseller();
    private final CarrierManager carriers = manager("the master key of tests");

    private CarrierManager manager(String masterKey) {
        return new CarrierManager(
                store,
                TestSecrets.of(masterKey),
                accounts,
                accounts,
                Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC));
    }

    private static ObjectNode document(String text) {
        return Json.parseObject(text.replace('\'', '"'));
    }

    private static ObjectNode some() {
        return document("{'name':'c','x':1.50,'gateways':[{'server':'a.example'},{'server':'b.example','password':'"
                + SECRET + "'}]}");
    }

    private Carrier made() {
        return carriers.create(CUSTOMER, OWN, some());
    }

    @Test
    void fillsInWhatIsNotSaidAndKeepsWhatItDoesNotKnow() {
        ObjectNode expected = document("{'name':'c','x':1.50,'gateways':[{'server':'a.example','port':5060,"
                + "'enabled':true,'invite_format':'route','force_port':false},{'server':'b.example','password':'"
                + SECRET
                + "','port':5060,'enabled':true,'invite_format':'route','force_port':false}],'enabled':true,"
                + "'weight_cost':50,'grace_period':5,'emergency':false,'gateway_strategy':'sequential'}");

        Carrier made = made();

        assertThat(made.document()).isEqualTo(expected);
        assertThat(carriers.get(CUSTOMER, OWN, made.id())).isEqualTo(made);
    }

    @Test
    void passwordsLieEncryptedAndStandInNoListRecordOrText() {
        Carrier made = made();
        carriers.replace(CUSTOMER, OWN, made.id(), some().put("name", "other"), revision -> true);

        var stored = store.find(OWN, made.id()).orElseThrow();
        assertThat(Json.write(stored.carrier().document())).doesNotContain(SECRET);
        assertThat(stored.wrappedPasswords().orElseThrow()).doesNotContain(SECRET);
        assertThat(carriers.list(CUSTOMER, OWN, PageRequest.first()).rows())
                .noneMatch(each -> Json.write(each.document()).contains(SECRET));
        assertThat(Json.write(carriers.get(USER, OWN, made.id()).document())).doesNotContain(SECRET);
        assertThat(Json.write(carriers.delete(CUSTOMER, OWN, made.id(), revision -> true)
                        .document()))
                .doesNotContain(SECRET);
        assertThat(changes).hasSize(3).noneMatch(change -> change.detail().contains(SECRET));
        assertThat(made.toString()).doesNotContain(SECRET);
    }

    @Test
    void passwordsStayWhenSomethingElseIsMerged() {
        Carrier made = made();

        carriers.merge(CUSTOMER, OWN, made.id(), document("{'weight_cost':'7'}"), revision -> revision == 1);

        ObjectNode now = carriers.get(CUSTOMER, OWN, made.id()).document();
        assertThat(now.path("weight_cost").asInt()).isEqualTo(7);
        assertThat(now.path("gateways").path(1).path("password").asText()).isEqualTo(SECRET);
    }

    @Test
    void passwordsOfAnotherMasterKeyAreLeftOutAndNotLost() {
        Carrier made = made();
        CarrierManager other = manager("quite another master key");

        assertThat(other.get(CUSTOMER, OWN, made.id()).document().path("name").asText())
                .isEqualTo("c");
        assertThatThrownBy(() -> other.merge(CUSTOMER, OWN, made.id(), Json.object(), revision -> true))
                .isInstanceOf(UnavailableException.class);
        assertThat(carriers.get(CUSTOMER, OWN, made.id())).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':null}|name.required",
                "{'gateways':null}|gateways.required",
                "{'gateways':{}}|gateways.type",
                "{'gateways':[5]}|gateways.0.type",
                "{'gateways':[{}]}|gateways.0.server.required",
                "{'gateways':[{'server':'a b'}]}|gateways.0.server.pattern",
                "{'gateways':[{'server':'a','port':0}]}|gateways.0.port.minimum",
                "{'gateways':[{'server':'a','port':65536}]}|gateways.0.port.maximum",
                "{'gateways':[{'server':'a','prefix':'1@b;'}]}|gateways.0.prefix.pattern",
                "{'gateways':[{'server':'a','invite_format':'x'}]}|gateways.0.invite_format.enum",
                "{'gateways':[{'server':'a','codecs':['G729','G729']}]}|gateways.0.codecs.uniqueItems",
                "{'gateways':[{'server':'a','password':5}]}|gateways.0.password.type",
                "{'weight_cost':101}|weight_cost.maximum",
                "{'weight_cost':-1}|weight_cost.minimum",
                "{'grace_period':0}|grace_period.minimum",
                "{'rules':['(']}|rules.0.wrong_format",
                "{'rules':['^1$','(a+)+']}|rules.1.wrong_format",
                "{'cid_rules':'x'}|cid_rules.type",
                "{'classifiers':[]}|classifiers.type",
                "{'classifiers':{'did_us':5}}|classifiers.did_us.type",
                "{'classifiers':{'did_us':{'weight_cost':200}}}|classifiers.did_us.weight_cost.maximum",
                "{'classifiers':{'did_us':{'regex':'['}}}|classifiers.did_us.regex.wrong_format",
                "{'gateway_strategy':'best'}|gateway_strategy.enum",
                "{'caller_id_options':{'type':'x'}}|caller_id_options.type.enum",
                "{'flat_rate_blacklist':'(x*)*'}|flat_rate_blacklist.wrong_format",
                "{'peer':true}|peer.forbidden"
            })
    void refusesWhatIsWrongByTheNameOfItsField(String text, String expected) {
        ObjectNode sent = Json.object();
        sent.setAll(some());
        document(text).properties().forEach(field -> sent.set(field.getKey(), field.getValue()));

        assertThatThrownBy(() -> carriers.create(CUSTOMER, OWN, sent))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(error -> error.field() + "." + error.rule())
                        .containsExactly(expected));
    }

    @Test
    void theAnswerToAWrongPasswordDoesNotRepeatIt() {
        ObjectNode sent = document("{'name':'c','gateways':[{'server':'a','password':'" + SECRET.repeat(5) + "'}]}");

        assertThatThrownBy(() -> carriers.create(CUSTOMER, OWN, sent))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .noneMatch(error -> String.valueOf(error).contains(SECRET)));
    }

    @Test
    void anAccountHasItsOwnAndRootThoseOfTheSystem() {
        Carrier own = made();
        Carrier system = carriers.create(ROOT, CarrierPool.SYSTEM, some());

        assertThatThrownBy(() -> carriers.create(CUSTOMER, CarrierPool.SYSTEM, some()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> carriers.list(CUSTOMER, CarrierPool.SYSTEM, PageRequest.first()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> carriers.get(CUSTOMER, OWN, system.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> carriers.get(CUSTOMER, CarrierPool.of(OneReseller.RESELLER), system.id()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> carriers.create(USER, OWN, some())).isInstanceOf(ForbiddenException.class);
        assertThat(carriers.get(ROOT, OWN, own.id())).isEqualTo(own);
        assertThat(carriers.list(ROOT, CarrierPool.SYSTEM, PageRequest.first()).rows())
                .extracting(Carrier::id)
                .containsExactly(system.id());
    }

    @Test
    void refusesAWriteToARevisionThatIsNotExpected() {
        Carrier made = made();

        assertThatThrownBy(() -> carriers.replace(CUSTOMER, OWN, made.id(), some(), revision -> revision == 7))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> carriers.delete(CUSTOMER, OWN, made.id(), revision -> false))
                .isInstanceOf(ConflictException.class);
    }
}
