package org.trunkline.numbers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Random;
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

    @Test
    void readsANumberThatNeedsNoReadingAsAnyOther() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            String area = String.valueOf(100 + random.nextInt(900));
            String rest = String.valueOf(1_000_000 + random.nextInt(9_000_000));

            assertThat(plan.toE164("+1" + area + rest, "US"))
                    .as(area + rest)
                    .isEqualTo(plan.toE164("+1 " + area + " " + rest, "US"));
        }
        assertThat(plan.toE164("+1415555010x", "US")).isEmpty();
        assertThat(plan.toE164("+1415555010", "US")).isEmpty();
    }

    /** Numbers of every calling code: true ones, longer and shorter ones, ones with national prefixes, and no numbers. */
    @Test
    void tellsOfInternationalNumbersWhatReadingThemTells() {
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        PhoneNumberPlan read = new PhoneNumberPlan();
        Random random = new Random(20261128);
        String[] regions = library.getSupportedRegions().toArray(String[]::new);
        for (int code = 1; code < 1_000; code++) {
            boolean isKnown = library.getSupportedCallingCodes().contains(code);
            for (int i = 0; i < (isKnown ? 1_000 : 5); i++) {
                String number = "+" + code + national(library, code, random);
                String country = regions[random.nextInt(regions.length)];

                assertThat(plan.toE164(number, country)).as(number).isEqualTo(read.read(number, country));
            }
        }
    }

    /** Every second is one that libphonenumber gives as an example of the country, with one digit another one. */
    private static String national(PhoneNumberUtil library, int code, Random random) {
        String region = library.getRegionCodeForCountryCode(code);
        var example = region.equals("ZZ") || region.equals("001") || random.nextBoolean()
                ? null
                : library.getExampleNumberForType(region, PhoneNumberUtil.PhoneNumberType.values()[random.nextInt(10)]);
        if (example != null) {
            StringBuilder digits = new StringBuilder(library.getNationalSignificantNumber(example));
            digits.setCharAt(random.nextInt(digits.length()), (char) ('0' + random.nextInt(10)));
            return random.nextInt(3) == 0 ? random.nextInt(10) + digits.toString() : digits.toString();
        }
        StringBuilder digits = new StringBuilder();
        for (int left = random.nextInt(19); left > 0; left--) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    @Test
    void classesAreWhatTheirPatternsSay() {
        Random random = new Random(3);
        String[] starts = {"", "+", "1", "+1", "+1900", "+1822", "1822", "+1658", "1658", "+13", "911", "+44", "44", "x"
        };
        for (int i = 0; i < 200_000; i++) {
            StringBuilder number = new StringBuilder(starts[random.nextInt(starts.length)]);
            for (int left = random.nextInt(12); left > 0; left--) {
                number.append(random.nextInt(200) == 0 ? '#' : (char) ('0' + random.nextInt(10)));
            }
            String dialled = number.toString();

            assertThat(plan.classify(dialled))
                    .as(dialled)
                    .isEqualTo(plan.classifiers().stream()
                            .filter(each -> dialled.matches(each.regex()))
                            .findFirst()
                            .orElseThrow());
        }
        for (int three = 0; three < 1_000; three++) {
            for (String form : new String[] {"%03d", "+1%03d5550100", "1%03d5550100", "%03d5550100"}) {
                String dialled = form.formatted(three);

                assertThat(plan.classify(dialled).name())
                        .as(dialled)
                        .isEqualTo(plan.classifiers().stream()
                                .filter(each -> dialled.matches(each.regex()))
                                .findFirst()
                                .orElseThrow()
                                .name());
            }
        }
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
        // domestic, both directions
        "+14155550100,  US, outbound, true",
        "+14155550100,  US, inbound,  true",
        "+14165550100,  CA, outbound, true",
        "+442071838750, GB, outbound, true",
        "+447400123456, GB, inbound,  true",
        "+442071838750, gb, outbound, true",
        "+14155550100,  XX, outbound, true",
        // of the same numbering plan, and abroad all the same
        "+14165550100,  US, outbound, false",
        "+14165550100,  US, inbound,  false",
        "+14155550100,  CA, outbound, false",
        // numbers at prices of their own
        "+19005550100,  US, outbound, false",
        "+19005550100,  US, inbound,  false",
        "+19765550100,  US, outbound, false",
        "+12129765010,  US, outbound, false",
        "+14169765010,  CA, outbound, false",
        "+15005550100,  US, outbound, false",
        "+15335550100,  US, outbound, false",
        "+17005550100,  US, outbound, false",
        "+449012345678, GB, outbound, false",
        "+448431234567, GB, outbound, false",
        "+447012345678, GB, outbound, false",
        // the called party pays for toll-free calls
        "+18005550100,  US, inbound,  false",
        "+448005550100, GB, inbound,  false",
        "+448005550100, GB, outbound, true",
        // islands with +1 numbers
        "+18765550100,  US, outbound, false",
        "+16585550100,  US, outbound, false",
        "+17875550100,  US, outbound, false",
        "+16715550100,  US, outbound, false",
        "+18765550100,  US, inbound,  false",
        "+18765550100,  CA, outbound, false",
        "+18765550100,  JM, outbound, true",
        "+12425550100,  JM, outbound, false",
        // abroad, and nowhere
        "+442071838750, US, outbound, false",
        "+442071838750, US, inbound,  false",
        "+14155550100,  GB, outbound, false",
        "+19995550100,  US, outbound, false",
        "+882345678,    US, outbound, false"
    })
    void coversTheCallsThatTheTableSays(String e164, String country, String direction, boolean covered) {
        assertThat(plan.coveredByFlatRate(e164, direction.equals("inbound"), country))
                .isEqualTo(covered);
    }

    @Test
    void aTestOfEmergencyCallsIsLetThroughAndIsNoEmergency() {
        assertThat(plan.classify("933").emergency()).isTrue();
        assertThat(plan.isEmergency("933", "US")).isTrue();
        assertThat(plan.isEmergencyTest("933", "US")).isTrue();
        assertThat(plan.isEmergencyTest("911", "US")).isFalse();
        assertThat(plan.isEmergency("933", "DE")).isFalse();
        assertThat(plan.isEmergency("933123", "US")).isFalse();
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
