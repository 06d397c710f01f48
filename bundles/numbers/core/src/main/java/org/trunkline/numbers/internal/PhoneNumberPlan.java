package org.trunkline.numbers.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.trunkline.numbers.Classifier;
import org.trunkline.numbers.NumberFacts;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.numbers.internal.FlatRateTable.Kind;
import org.trunkline.numbers.internal.InternationalNumbers.Reading;

/** Reads numbers by the tables of libphonenumber, and classes them by those of the wire. */
@Component(immediate = true)
public final class PhoneNumberPlan implements NumberPlan {
    private static final int EMERGENCY_DIGITS_MIN = 2;
    private static final int EMERGENCY_DIGITS_MAX = 15;
    /** What people and switches write; letters and feature codes such as *97 are no numbers. */
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9(][0-9 ().-]{1,30}");

    private static final Set<String> EMERGENCY_EVERYWHERE = Set.of("911", "112");

    /** Numbers that test whether an emergency call would find its place; see docs/decisions. */
    private static final Map<String, Set<String>> EMERGENCY_TESTS = Map.of("US", Set.of("933"), "CA", Set.of("933"));

    private static final String COUNTRY_DEFAULT = "US";
    private static final int CALLING_CODE_DIGITS_MAX = 3;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final InternationalNumbers international = new InternationalNumbers(numbers);
    private final FlatRateTable flatRate = FlatRateTable.read();
    private final ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();
    private final Set<String> regions = Set.copyOf(numbers.getSupportedRegions());
    private final KnownFacts<Set<Kind>> kinds =
            new KnownFacts<>((e164, country) -> Set.copyOf(readKinds(e164, country)));
    private final KnownFacts<NumberFacts> facts = new KnownFacts<>(NumberPlan.super::facts);
    private final KnownFacts<String> sharing = new KnownFacts<>(this::sharedBy);

    @Override
    public boolean isEmergency(String dialled, String country) {
        return isShort(dialled)
                && (EMERGENCY_EVERYWHERE.contains(dialled)
                        || isEmergencyTest(dialled, country)
                        || shortNumbers.isEmergencyNumber(dialled, known(country)));
    }

    private static boolean isShort(String dialled) {
        int length = dialled.length();
        for (int i = 0; i < length; i++) {
            if (dialled.charAt(i) < '0' || dialled.charAt(i) > '9') {
                return false;
            }
        }
        return length >= EMERGENCY_DIGITS_MIN && length <= EMERGENCY_DIGITS_MAX;
    }

    @Override
    public boolean isEmergencyTest(String dialled, String country) {
        return EMERGENCY_TESTS.getOrDefault(known(country), Set.of()).contains(dialled);
    }

    @Override
    public Optional<String> toE164(String number, String country) {
        if (isNorthAmerican(number)) {
            return Optional.of(number);
        }
        Reading reading = international.read(number);
        if (reading != Reading.UNDECIDED) {
            return reading == Reading.ITSELF ? Optional.of(number) : Optional.empty();
        }
        return read(number, country);
    }

    /** Reads any form of a number. */
    Optional<String> read(String number, String country) {
        String written = number.trim();
        if (!WRITTEN.matcher(written).matches()) {
            return Optional.empty();
        }
        // 00 is dialled as international prefix everywhere, also where the country has another one
        String dialled = written.startsWith("00") ? "+" + written.substring(2) : written;
        try {
            var parsed = numbers.parse(dialled, known(country));
            // a local number without its area code is possible only inside the area: it cannot be reached from here
            return numbers.isPossibleNumberWithReason(parsed) == ValidationResult.IS_POSSIBLE
                    ? Optional.of(numbers.format(parsed, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** Most numbers come as {@code +1} and ten digits: those are what they are, and reading them would cost most of a decision. */
    private static boolean isNorthAmerican(String number) {
        if (number.length() != 12 || !number.startsWith("+1") || number.charAt(2) < '2') {
            return false;
        }
        for (int i = 2; i < number.length(); i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public Classifier classify(String number) {
        return Classifiers.of(number);
    }

    @Override
    public List<Classifier> classifiers() {
        return Classifiers.ALL;
    }

    @Override
    public boolean coveredByFlatRate(String e164, boolean inbound, String country) {
        String region = known(country);
        return flatRate.covers(e164, kinds.of(e164, region), inbound, region);
    }

    private Set<Kind> readKinds(String e164, String country) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (Classifiers.of(e164) == Classifiers.CARIBBEAN_ISLANDS) {
            kinds.add(Kind.CARIBBEAN);
        }
        if (!e164.startsWith("+" + numbers.getCountryCodeForRegion(country))) {
            // cannot be domestic, and what else it is makes no difference
            return kinds;
        }
        try {
            var parsed = numbers.parse(e164, country);
            if (country.equals(numbers.getRegionCodeForNumber(parsed))) {
                kinds.add(Kind.DOMESTIC);
            }
            switch (numbers.getNumberType(parsed)) {
                case TOLL_FREE -> kinds.add(Kind.TOLL_FREE);
                case PREMIUM_RATE -> kinds.add(Kind.PREMIUM);
                case SHARED_COST -> kinds.add(Kind.SHARED_COST);
                case PERSONAL_NUMBER -> kinds.add(Kind.PERSONAL);
                default -> {
                    // landline, mobile and the like: what trunks are for
                }
            }
        } catch (NumberParseException e) {
            // no number that anybody knows is nobody's domestic number
            return kinds;
        }
        return kinds;
    }

    @Override
    public boolean isTollFree(String e164) {
        return Classifiers.of(e164) == Classifiers.TOLLFREE_US;
    }

    @Override
    public Optional<String> country(String e164) {
        for (int digits = 1;
                digits <= CALLING_CODE_DIGITS_MAX && digits < e164.length() && e164.charAt(0) == '+';
                digits++) {
            int code = callingCode(e164, digits);
            List<String> regions = numbers.getRegionCodesForCountryCode(code);
            if (regions.size() == 1) {
                String region = regions.get(0);
                return Optional.of(region.equals(PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY) ? "+" + code : region);
            }
            if (!regions.isEmpty()) {
                return Optional.of(sharing.of(e164, regions.get(0)));
            }
        }
        return Optional.empty();
    }

    /** Returns the number that some of the digits after the plus are; 0 where they are none. */
    private static int callingCode(String e164, int digits) {
        int code = 0;
        for (int i = 1; i <= digits; i++) {
            int digit = e164.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            code = code * 10 + digit;
        }
        return code;
    }

    /** Of countries with one calling code; a number that is nobody's there belongs to the first, which has most of them. */
    private String sharedBy(String e164, String first) {
        try {
            String region = numbers.getRegionCodeForNumber(numbers.parse(e164, first));
            return region == null ? first : region;
        } catch (NumberParseException e) {
            return first;
        }
    }

    @Override
    public NumberFacts facts(String number, String country) {
        return facts.of(number, country);
    }

    private String known(String country) {
        if (regions.contains(country)) {
            return country;
        }
        String region = country.toUpperCase(Locale.ROOT);
        return regions.contains(region) ? region : COUNTRY_DEFAULT;
    }
}
