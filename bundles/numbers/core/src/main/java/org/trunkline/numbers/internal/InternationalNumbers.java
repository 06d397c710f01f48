package org.trunkline.numbers.internal;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadataCollection;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells of most numbers in the form {@code +} and digits at once what libphonenumber would make of them: such a number
 * stands for itself if it has a possible length, unless it may begin with a national prefix, which would be taken away.
 * Switches send this form, and to read it would cost most of a decision.
 */
final class InternationalNumbers {
    enum Reading {
        /** The number is its own E.164 form. */
        ITSELF,
        /** No number that could be reached. */
        NONE,
        /** It needs to be read. */
        UNDECIDED
    }

    private static final int CODE_DIGITS_MAX = 3;
    private static final int CODES = 1_000;
    /** As libphonenumber has it. */
    private static final int NATIONAL_DIGITS_MAX = 17;

    private static final String METADATA = "data/PhoneNumberMetadataProto_";
    private static final String OF_NO_COUNTRY = "001";

    /**
     * @param lengths bit n: a national number may have n digits
     * @param nationalPrefix what it may begin with; null for nothing
     * @param prefixDigits bit n: what it may begin with may begin with n, so that few numbers need to be compared
     */
    private record Code(int lengths, Pattern nationalPrefix, int prefixDigits) {
        Code(int lengths, Pattern nationalPrefix) {
            this(lengths, nationalPrefix, digits(nationalPrefix));
        }

        private static int digits(Pattern prefix) {
            int digits = 0;
            for (int digit = 0; digit <= 9; digit++) {
                Matcher matcher = prefix == null ? null : prefix.matcher(Integer.toString(digit));
                // it matches, or it might if there were more
                digits |= matcher != null && (matcher.lookingAt() || matcher.hitEnd()) ? 1 << digit : 0;
            }
            return digits;
        }

        boolean mayHavePrefix(String number, int nationalStart) {
            return nationalPrefix != null
                    && (nationalStart == number.length()
                            || (prefixDigits >>> number.charAt(nationalStart) - '0' & 1) != 0);
        }
    }

    private final PhoneNumberUtil numbers;
    private final Set<Integer> codes;
    /** Made when they are first asked for: no node meets all of them at its start. */
    private final AtomicReferenceArray<Code> known = new AtomicReferenceArray<>(CODES);

    InternationalNumbers(PhoneNumberUtil numbers) {
        this.numbers = numbers;
        codes = numbers.getSupportedCallingCodes();
    }

    Reading read(String number) {
        int length = number.length();
        if (length < 2 || length > 1 + CODE_DIGITS_MAX + NATIONAL_DIGITS_MAX || number.charAt(0) != '+') {
            return Reading.UNDECIDED;
        }
        for (int i = 1; i < length; i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return Reading.UNDECIDED;
            }
        }
        int code = 0;
        for (int at = 1; at < length && at <= CODE_DIGITS_MAX; at++) {
            code = code * 10 + number.charAt(at) - '0';
            Code found = code == 0 ? null : code(code);
            if (found != null) {
                return read(found, number, at + 1);
            }
        }
        return Reading.UNDECIDED;
    }

    private static Reading read(Code code, String number, int nationalStart) {
        int digits = number.length() - nationalStart;
        if (digits > NATIONAL_DIGITS_MAX) {
            return Reading.UNDECIDED;
        }
        if (code.mayHavePrefix(number, nationalStart)
                && code.nationalPrefix
                        .matcher(number)
                        .region(nationalStart, number.length())
                        .lookingAt()) {
            return Reading.UNDECIDED;
        }
        return (code.lengths >>> digits & 1) != 0 ? Reading.ITSELF : Reading.NONE;
    }

    private Code code(int code) {
        Code found = known.get(code);
        if (found == null && codes.contains(code)) {
            found = new Code(lengths(code), nationalPrefix(code));
            known.set(code, found);
        }
        return found;
    }

    /** Whether a length is possible depends on the country alone, so that any number of this length tells. */
    private int lengths(int code) {
        int lengths = 0;
        long national = 1;
        for (int digits = 1; digits <= NATIONAL_DIGITS_MAX; digits++) {
            PhoneNumber any = new PhoneNumber().setCountryCode(code).setNationalNumber(national);
            if (numbers.isPossibleNumberWithReason(any) == ValidationResult.IS_POSSIBLE) {
                lengths |= 1 << digits;
            }
            national *= 10;
        }
        return lengths;
    }

    private Pattern nationalPrefix(int code) {
        String region = numbers.getRegionCodeForCountryCode(code);
        String name = METADATA + (region.equals(OF_NO_COUNTRY) ? Integer.toString(code) : region);
        PhoneMetadataCollection metadata = new PhoneMetadataCollection();
        try (InputStream bytes = PhoneNumberUtil.class.getResourceAsStream(name);
                ObjectInputStream in = new ObjectInputStream(bytes)) {
            metadata.readExternal(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String prefix = metadata.getMetadataList().get(0).getNationalPrefixForParsing();
        return prefix.isEmpty() ? null : Pattern.compile(prefix);
    }
}
