package org.trunkline.numbers.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.numbers.Classifier;

/** The classes of numbers in the order in which they are tried (crossbar-api §7.6). */
final class Classifiers {
    private static final String NANP_FORM = "SS(###) ### - ####";

    /**
     * Area codes that look domestic and are not. 658 (Jamaica's second) is missing in the reference; without it such a call
     * would pass a restriction on the Caribbean and count as domestic.
     */
    private static final String CARIBBEAN =
            "684|264|268|242|246|441|284|345|767|809|829|849|473|671|876|658|664|670|787|939|869|"
                    + "758|784|721|868|649|340";

    static final Classifier TOLLFREE_US = classifier(
            "tollfree_us", "^\\+1((?:800|88\\d|877|866|855|844|833|822)\\d{7})$", "US TollFree", NANP_FORM, false);
    static final Classifier TOLL_US = classifier("toll_us", "^\\+1(900\\d{7})$", "US Toll", NANP_FORM, false);
    static final Classifier EMERGENCY =
            classifier("emergency", "^(911|922|933|833|811|711|999)$", "Emergency Dispatcher", null, true);
    static final Classifier CARIBBEAN_ISLANDS =
            classifier("caribbean", "^\\+?1((?:" + CARIBBEAN + ")\\d{7})$", "Caribbean", NANP_FORM, false);
    static final Classifier DID_US =
            classifier("did_us", "^(\\+?1)?([2-9][0-9]{2}[2-9][0-9]{6})$", "US DID", NANP_FORM, false);
    static final Classifier INTERNATIONAL =
            classifier("international", "^\\+([2-9]\\d{7,})$", "International", null, false);
    static final Classifier UNKNOWN = classifier("unknown", "^(.*)$", "Unknown", null, false);

    static final List<Classifier> ALL =
            List.of(TOLLFREE_US, TOLL_US, EMERGENCY, CARIBBEAN_ISLANDS, DID_US, INTERNATIONAL, UNKNOWN);

    private static final Set<String> EMERGENCY_NUMBERS = Set.of("911", "922", "933", "833", "811", "711", "999");
    private static final Set<String> CARIBBEAN_AREAS = Set.of(CARIBBEAN.split("\\|"));
    private static final Set<String> TOLLFREE_AREAS = Set.of(
            "800", "880", "881", "882", "883", "884", "885", "886", "887", "888", "889", "877", "866", "855", "844",
            "833", "822");
    private static final String TOLL_AREA = "900";
    private static final int NANP_DIGITS = 10;
    private static final int AREA_DIGITS = 3;
    private static final int INTERNATIONAL_DIGITS_MIN = 8;

    private Classifiers() {}

    /** Returns the first whose pattern the number matches, as their patterns say but without them: each call asks. */
    static Classifier of(String number) {
        int digitsFrom = number.startsWith("+") ? 1 : 0;
        int digits = number.length() - digitsFrom;
        if (digits > 0 && isDigits(number, digitsFrom)) {
            boolean isInternational = digitsFrom == 1;
            char first = number.charAt(digitsFrom);
            if (digits == NANP_DIGITS + 1 && first == '1') {
                return northAmerican(number, isInternational);
            }
            if (EMERGENCY_NUMBERS.contains(number)) {
                return EMERGENCY;
            }
            if (!isInternational && digits == NANP_DIGITS && isDid(number, 0)) {
                return DID_US;
            }
            if (isInternational && digits >= INTERNATIONAL_DIGITS_MIN && first >= '2') {
                return INTERNATIONAL;
            }
        }
        return UNKNOWN;
    }

    private static Classifier northAmerican(String number, boolean isInternational) {
        int from = number.length() - NANP_DIGITS;
        String area = number.substring(from, from + AREA_DIGITS);
        if (isInternational && TOLLFREE_AREAS.contains(area)) {
            return TOLLFREE_US;
        }
        if (isInternational && area.equals(TOLL_AREA)) {
            return TOLL_US;
        }
        if (CARIBBEAN_AREAS.contains(area)) {
            return CARIBBEAN_ISLANDS;
        }
        return isDid(number, from) ? DID_US : UNKNOWN;
    }

    private static boolean isDid(String number, int from) {
        return number.charAt(from) >= '2' && number.charAt(from + AREA_DIGITS) >= '2';
    }

    private static boolean isDigits(String number, int from) {
        for (int i = from; i < number.length(); i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Classifier classifier(
            String name, String regex, String friendlyName, String prettyPrint, boolean emergency) {
        return new Classifier(name, regex, friendlyName, Optional.ofNullable(prettyPrint), emergency);
    }
}
