package org.trunkline.numbers.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.numbers.Classifier;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.rest.QueryRequest;
import org.trunkline.rest.RestRequest;

/** Classes of numbers on the wire (crossbar-api §7.6). */
class ClassifiersResourceTest {
    private static final AccountId ACME = new AccountId("a".repeat(32));
    private static final Classifier EMERGENCY =
            new Classifier("emergency", "^911$", "Emergency", Optional.empty(), true);
    private static final Classifier DID =
            new Classifier("did_us", "^\\+1\\d{10}$", "US DID", Optional.of("SS(###)"), false);

    private final ClassifiersResource resource = new ClassifiersResource(new TwoClasses(), new OwnAccountOnly());
    private final RestRequest request = new QueryRequest(Caller.apiKey(ACME), Map.of());

    /** 911, and numbers of ten digits. */
    private static final class TwoClasses implements NumberPlan {
        @Override
        public boolean isEmergency(String dialled, String country) {
            return dialled.equals("911");
        }

        @Override
        public boolean isEmergencyTest(String dialled, String country) {
            return false;
        }

        @Override
        public Optional<String> toE164(String number, String country) {
            return number.length() == 10 ? Optional.of("+1" + number) : Optional.empty();
        }

        @Override
        public Classifier classify(String number) {
            return number.equals("911") ? EMERGENCY : DID;
        }

        @Override
        public List<Classifier> classifiers() {
            return List.of(EMERGENCY, DID);
        }

        @Override
        public boolean coveredByFlatRate(String e164, boolean inbound, String country) {
            return false;
        }

        @Override
        public boolean isTollFree(String e164) {
            return false;
        }

        @Override
        public Optional<String> country(String e164) {
            return Optional.of("US");
        }
    }

    /** Nobody sees another account. */
    private static final class OwnAccountOnly implements Access {
        @Override
        public AccountNode require(Caller caller, AccountId account, Permission permission) {
            if (!allows(caller, account, permission)) {
                throw new NotFoundException(account.value());
            }
            return new AccountNode(
                    account,
                    Optional.empty(),
                    "n",
                    "n.example",
                    true,
                    false,
                    "USD",
                    "US",
                    "UTC",
                    "en-US",
                    Set.of(),
                    Set.of());
        }

        @Override
        public boolean allows(Caller caller, AccountId account, Permission permission) {
            return caller.account().equals(account);
        }
    }

    /** The client takes the name of a class from the value, and the key elsewhere. */
    @Test
    void everyClassIsNamedAsItsKey() {
        JsonNode data = resource.list(request, ACME.value()).data();

        assertThat(data.fieldNames()).toIterable().containsExactly("emergency", "did_us");
        data.properties().forEach(each -> assertThat(each.getValue().get("name").asText())
                .isEqualTo(each.getKey()));
        assertThat(data.at("/emergency/emergency").asBoolean()).isTrue();
        assertThat(data.at("/did_us").has("emergency")).isFalse();
    }

    @Test
    void aNumberIsClassifiedAsItIsDialledThere() {
        assertThat(resource.get(request, ACME.value(), "4155550000").data().toString())
                .isEqualTo("{\"number\":\"4155550000\",\"e164\":\"+14155550000\",\"name\":\"did_us\","
                        + "\"regex\":\"^\\\\+1\\\\d{10}$\",\"friendly_name\":\"US DID\",\"pretty_print\":\"SS(###)\"}");
        assertThat(resource.get(request, ACME.value(), "911").data().get("name").asText())
                .isEqualTo("emergency");
    }

    @Test
    void anotherAccountIsNotFound() {
        String other = "b".repeat(32);

        assertThatThrownBy(() -> resource.list(request, other)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> resource.get(request, other, "911")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> resource.get(request, ACME.value(), "9".repeat(65)))
                .isInstanceOf(NotFoundException.class);
    }
}
