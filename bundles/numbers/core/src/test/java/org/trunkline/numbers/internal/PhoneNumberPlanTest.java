package org.trunkline.numbers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.numbers.Classifier;
import org.trunkline.numbers.NumberPlan;

class PhoneNumberPlanTest {
    private final NumberPlan plan = new PhoneNumberPlan();

    @ParameterizedTest
    @CsvSource({
        "4155550000,       US, +14155550000",
        "14155550000,      US, +14155550000",
        "+14155550000,     US, +14155550000",
        "(415) 555-0000,   US, +14155550000",
        "011442071838750,  US, +442071838750",
        "00442071838750,   US, +442071838750",
        "+442071838750,    US, +442071838750",
        "020 7183 8750,    GB, +442071838750",
        "020 7183 8750,    gb, +442071838750",
        "00493012345678,   GB, +493012345678",
        "4155550000,       XX, +14155550000"
    })
    void readsWhatPeopleDial(String dialled, String country, String e164) {
        assertThat(plan.toE164(dialled, country)).contains(e164);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1001",
                "*97",
                "",
                " ",
                "abc",
                "1-800-FLOWERS",
                "+",
                "++1415",
                "123456789012345678901234567890",
                "99999",
                "5550100",
                "2345678"
            })
    void findsNoNumberWhereThereIsNone(String dialled) {
        assertThat(plan.toE164(dialled, "US")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "911, US, true",
        "112, US, true",
        "911, DE, true",
        "112, DE, true",
        "110, DE, true",
        "999, GB, true",
        "999, gb, true",
        "999, US, false",
        "911, XX, true",
        "000, AU, true",
        // a call to India or to a longer number is none, whatever it begins with
        "+911, US, false",
        "+91112345678, IN, false",
        "9112345678, US, false",
        "91112345678, US, false",
        "1911, US, false"
    })
    void knowsEmergencyNumbersByTheirExactDigits(String dialled, String country, boolean emergency) {
        assertThat(plan.isEmergency(dialled, country)).isEqualTo(emergency);
    }

    @ParameterizedTest
    @CsvSource({
        "+18005550100, tollfree_us", "+18885550100, tollfree_us", "+19005550100, toll_us", "911, emergency",
        "+18765550100, caribbean", "+16585550100, caribbean", "+12425550100, caribbean", "+14155550100, did_us",
        "4155550100, did_us", "+442071838750, international", "1001, unknown", "*97, unknown"
    })
    void classesByTheFirstThatMatches(String number, String classifier) {
        assertThat(plan.classify(number).name()).isEqualTo(classifier);
    }

    @ParameterizedTest
    @CsvSource({
        "+14155550100, false, true",
        "+14155550100, true, true",
        "+18005550100, true, false",
        "+19005550100, false, false",
        "+18765550100, false, false",
        "+16585550100, false, false",
        "+442071838750, false, false"
    })
    void coversDomesticCallsOnly(String e164, boolean inbound, boolean covered) {
        assertThat(plan.coveredByFlatRate(e164, inbound)).isEqualTo(covered);
    }

    @Test
    void keepsTheOrderOfTheWire() {
        assertThat(plan.classifiers())
                .extracting(Classifier::name)
                .containsExactly(
                        "tollfree_us", "toll_us", "emergency", "caribbean", "did_us", "international", "unknown");
    }

    @Test
    void knowsTollFreeNumbers() {
        assertThat(plan.isTollFree("+18665550100")).isTrue();
        assertThat(plan.isTollFree("+448005550100")).isFalse();
    }
}
