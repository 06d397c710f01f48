package org.trunkline.numbers.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

    private static final List<Pattern> PATTERNS =
            ALL.stream().map(each -> Pattern.compile(each.regex())).toList();

    private Classifiers() {}

    static Classifier of(String number) {
        for (int i = 0; i < PATTERNS.size(); i++) {
            if (PATTERNS.get(i).matcher(number).matches()) {
                return ALL.get(i);
            }
        }
        return UNKNOWN;
    }

    private static Classifier classifier(
            String name, String regex, String friendlyName, String prettyPrint, boolean emergency) {
        return new Classifier(name, regex, friendlyName, Optional.ofNullable(prettyPrint), emergency);
    }
}
