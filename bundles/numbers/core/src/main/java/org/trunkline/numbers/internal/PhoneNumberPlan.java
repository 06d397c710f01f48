package org.trunkline.numbers.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.trunkline.numbers.Classifier;
import org.trunkline.numbers.NumberPlan;

/** Reads numbers by the tables of libphonenumber, and classes them by those of the wire. */
@Component
public final class PhoneNumberPlan implements NumberPlan {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{2,15}");
    /** What people and switches write; letters and feature codes such as *97 are no numbers. */
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9(][0-9 ().-]{1,30}");

    private static final Set<String> EMERGENCY_EVERYWHERE = Set.of("911", "112");
    private static final Set<Classifier> FLAT_RATE = Set.of(Classifiers.DID_US);
    private static final String COUNTRY_DEFAULT = "US";

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();

    @Override
    public boolean isEmergency(String dialled, String country) {
        return DIGITS.matcher(dialled).matches()
                && (EMERGENCY_EVERYWHERE.contains(dialled) || shortNumbers.isEmergencyNumber(dialled, known(country)));
    }

    @Override
    public Optional<String> toE164(String number, String country) {
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

    @Override
    public Classifier classify(String number) {
        return Classifiers.of(number);
    }

    @Override
    public List<Classifier> classifiers() {
        return Classifiers.ALL;
    }

    /** Domestic numbers only: toll-free, premium, Caribbean and international ones are charged per minute. */
    @Override
    public boolean coveredByFlatRate(String e164, boolean inbound) {
        return FLAT_RATE.contains(Classifiers.of(e164));
    }

    @Override
    public boolean isTollFree(String e164) {
        return Classifiers.of(e164).equals(Classifiers.TOLLFREE_US);
    }

    private String known(String country) {
        String region = country.toUpperCase(Locale.ROOT);
        return numbers.getSupportedRegions().contains(region) ? region : COUNTRY_DEFAULT;
    }
}
