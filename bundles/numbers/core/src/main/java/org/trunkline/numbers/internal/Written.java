package org.trunkline.numbers.internal;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trunkline.kernel.InvalidException;
import org.trunkline.numbers.NumberPlan;

/** Numbers of the inventory as people write them. */
final class Written {
    static final int LENGTH_MAX = 64;

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{4,16}");
    private static final Pattern START_KEY = Pattern.compile("\\+[0-9]{1,17}");
    private static final Pattern PREFIX = Pattern.compile("\\+?[0-9]{1,17}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
    private static final int PREFIX_LENGTH_MIN = 3;
    private static final int PREFIX_LENGTH_MAX = 10;

    private Written() {}

    /** Returns the number as the inventory has it, if it could be in it. */
    static Optional<String> e164(NumberPlan plan, String number, String country) {
        return number.length() > LENGTH_MAX
                ? Optional.empty()
                : plan.toE164(number, country).filter(each -> E164.matcher(each).matches());
    }

    /** Returns how numbers begin in E.164 that begin so in the country. */
    static String prefix(String prefix, String dialledIn) {
        if (!COUNTRY.matcher(dialledIn).matches()) {
            throw new InvalidException("country", "pattern", "country must be two letters");
        }
        String country = dialledIn.toUpperCase(Locale.ROOT);
        int length = prefix.length();
        if (length < PREFIX_LENGTH_MIN || length > PREFIX_LENGTH_MAX) {
            boolean isShort = length < PREFIX_LENGTH_MIN;
            throw new InvalidException(
                    "prefix",
                    isShort ? "minLength" : "maxLength",
                    "String must have " + PREFIX_LENGTH_MIN + " to " + PREFIX_LENGTH_MAX + " characters");
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new InvalidException("prefix", "pattern", "prefix must be digits");
        }
        if (prefix.startsWith("+")) {
            return prefix;
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        String trunk = numbers.getNddPrefixForRegion(country, true);
        boolean isTrunk = trunk != null && !trunk.isEmpty() && prefix.startsWith(trunk);
        int code = numbers.getCountryCodeForRegion(country);
        return "+" + (code == 0 ? "" : code) + (isTrunk ? prefix.substring(trunk.length()) : prefix);
    }

    /** @throws InvalidException unless it may be a key of a list of numbers */
    static void requireStartKey(Optional<String> key) {
        if (key.filter(each -> !START_KEY.matcher(each).matches()).isPresent()) {
            throw new InvalidException("start_key", "invalid", "start_key must be one that a list has named");
        }
    }
}
