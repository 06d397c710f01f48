package org.trunkline.numbers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.numbers.internal.NumberWorld.CUSTOMER;
import static org.trunkline.numbers.internal.NumberWorld.NUMBER;
import static org.trunkline.numbers.internal.NumberWorld.RESELLER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.json.Json;
import org.trunkline.numbers.NumberFeatures;
import org.trunkline.numbers.NumberOrder.Action;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.NumberView;

/** What numbers say of themselves, and which features that switches on. */
class NumberFieldsTest {
    private static final String E911 =
            "'e911':{'street_address':'1 Main St','locality':'Town','region':'CA'," + "'postal_code':'94110'}";

    private final NumberWorld world = new NumberWorld();

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private NumberView set(String document) {
        return world.does(CUSTOMER, Action.REPLACE, TwoResellers.CUSTOMER, NUMBER, json(document));
    }

    private String refused(String document) {
        return world.refused(CUSTOMER, Action.REPLACE, TwoResellers.CUSTOMER, NUMBER, json(document));
    }

    @Test
    void fieldsSwitchFeaturesOn() {
        world.customersNumber();

        assertThat(set("{'cnam':{'display_name':'ACME','inbound_lookup':true}," + E911
                                + ",'failover':{'e164':'4155550101'},'force_outbound':false,"
                                + "'prepend':{'enabled':true,'name':'x'},'ringback':{'early':'m'},'sms':{'enabled':true}}")
                        .features())
                .containsExactly(
                        "e911",
                        "failover",
                        "force_outbound",
                        "inbound_cnam",
                        "outbound_cnam",
                        "prepend",
                        "ringback",
                        "sms");
        assertThat(set("{'prepend':{'enabled':false},'cnam':{'inbound_lookup':false},'mms':{}}")
                        .features())
                .isEmpty();
    }

    @Test
    void keepsWhatItDoesNotKnowAndNothingThatIsComputed() {
        world.customersNumber();

        ObjectNode kept = set("{'id':'+1','used_by':'fax','state':'aging','features':['x'],'_read_only':{'a':1},"
                        + "'pvt_x':1,'custom':{'deep':[1.50]},'failover':{'e164':'4155550101'},"
                        + "'e911':{'status':'PROVISIONED','street_address':'1','locality':'T','region':'CA','postal_code':'9'}}")
                .number()
                .document();

        assertThat(Json.write(kept))
                .isEqualTo(json("{'custom':{'deep':[1.50]},'failover':{'e164':'+14155550101'},"
                        + "'e911':{'street_address':'1','locality':'T','region':'CA','postal_code':'9'}}"));
    }

    @Test
    void changesMergeIntoWhatIsThere() {
        world.customersNumber();
        set("{'a':{'b':1,'c':2},'prepend':{'enabled':true}}");

        NumberView merged =
                world.does(CUSTOMER, Action.MERGE, TwoResellers.CUSTOMER, NUMBER, json("{'a':{'b':3},'prepend':null}"));

        assertThat(Json.write(merged.number().document())).isEqualTo(json("{'a':{'b':3,'c':2}}"));
        assertThat(merged.features()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'cnam':{'display_name':'more than fifteen'}}|cnam.display_name maxLength",
                "{'cnam':{'display_name':''}}|cnam.display_name minLength",
                "{'cnam':{'display_name':'a\\u0000b'}}|cnam.display_name pattern",
                "{'cnam':{'inbound_lookup':2}}|cnam.inbound_lookup type",
                "{'cnam':'x'}|cnam type",
                "{'e911':{'street_address':'1'}}|e911.locality required",
                "{'e911':{'street_address':'1','locality':'T','region':'CAL','postal_code':'9'}}|e911.region maxLength",
                "{'failover':{'e164':'12'}}|failover.e164 wrong_format",
                "{'failover':{'sip':'x'}}|failover.sip pattern",
                "{'failover':{'sip':'sip:a@b','e164':'4155550101'}}|failover maxProperties",
                "{'force_outbound':'maybe'}|force_outbound type",
                "{'prepend':{'enabled':1}}|prepend.enabled type",
                "{'ringback':{'early':1}}|ringback.early type",
                "{'sms':true}|sms type",
                "{'porting':[]}|porting type",
                "{'features_allowed':['flying']}|features_allowed enum",
                "{'carrier_name':'bandwidth'}|carrier_name enum"
            })
    void refusesWhatIsWrongByTheNameOfTheField(String document, String refusal) {
        world.customersNumber();

        assertThat(refused(document)).isEqualTo(refusal);
    }

    @Test
    void refusesADocumentThatIsTooLong() {
        world.customersNumber();

        assertThat(refused("{'x':'" + "y".repeat(17_000) + "'}")).isEqualTo("data maxSize");
    }

    @Test
    void anAccountHasNoFeatureThatItIsDenied() {
        world.customersNumber();
        set("{" + E911 + "}");
        world.denied.put(TwoResellers.CUSTOMER, Set.of(NumberFeatures.E911));

        assertThat(refused("{" + E911.replace("Main", "Other") + "}"))
                .isEqualTo("FORBIDDEN forbidden: feature 'e911' is not allowed");
        NumberView kept = set("{" + E911 + ",'x':1}");
        assertThat(kept.features()).containsExactly("e911");
        assertThat(kept.available()).doesNotContain("e911").contains("cnam", "prepend");
        assertThat(set("{}").features()).isEmpty();
        assertThat(refused("{" + E911 + "}")).startsWith("FORBIDDEN");
    }

    @Test
    void onlySellersSayWhichFeaturesANumberMayHave() {
        world.customersNumber();
        world.does(
                RESELLER,
                Action.MERGE,
                TwoResellers.CUSTOMER,
                NUMBER,
                json("{'features_allowed':['prepend','sms'],'features_denied':['sms']}"));

        NumberView changed = set("{'features_allowed':[],'prepend':{'enabled':true}}");

        assertThat(changed.available()).containsExactly("prepend");
        assertThat(Json.write(changed.number().document().path("features_denied")))
                .isEqualTo(json("['sms']"));
        assertThat(refused("{'sms':{'enabled':true}}")).startsWith("FORBIDDEN");
        assertThat(refused("{'force_outbound':true}")).startsWith("FORBIDDEN");
    }

    @Test
    void portingIsAFeatureOfNumbersThatComeFromElsewhere() {
        world.does(
                RESELLER,
                Action.CREATE,
                TwoResellers.CUSTOMER,
                NUMBER,
                json("{'create_with_state':'port_in','porting':{'service_provider':'x'}}"));

        NumberView coming = world.numbers.get(CUSTOMER, TwoResellers.CUSTOMER, NUMBER);
        NumberView here = world.does(CUSTOMER, Action.ACTIVATE, TwoResellers.CUSTOMER, NUMBER);

        assertThat(coming.features()).containsExactly("port");
        assertThat(coming.available()).contains("port");
        assertThat(here.state()).isEqualTo(NumberState.IN_SERVICE);
        assertThat(here.features()).isEmpty();
        assertThat(here.available()).doesNotContain("port");
    }

    @Test
    void settingsOfAccountsDenyFeatures() {
        assertThat(FeatureSettings.denied(Json.parse(json("{'e911_enabled':false}"))))
                .containsExactly("e911");
        assertThat(FeatureSettings.denied(Json.parse(json("{'cnam_enabled':false,'e911_enabled':true}"))))
                .containsExactlyInAnyOrder("cnam", "inbound_cnam", "outbound_cnam");
        assertThat(FeatureSettings.denied(Json.object())).isEqualTo(Set.of());
    }
}
