package org.trunkline.numbers;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reads and classifies telephone numbers. Pure tables in memory: safe and fast enough for the call path. */
@ProviderType
public interface NumberPlan {

    /**
     * Returns whether the digits, exactly as dialled and before any normalising, are an emergency number: the list of the
     * country plus 911 and 112 (charging §2.1), and numbers that test them.
     *
     * @param country ISO 3166 alpha-2
     */
    boolean isEmergency(String dialled, String country);

    /**
     * Returns whether the digits only test emergency calls, such as 933 in North America. They are let through as emergency
     * numbers are ({@link #isEmergency} is true for them), but nobody calls back after a test.
     */
    boolean isEmergencyTest(String dialled, String country);

    /**
     * Returns the number in E.164 with {@code +}; empty when it is no number that could be reached from outside, such as an
     * extension.
     *
     * @param country ISO 3166 alpha-2: whose national formats and international prefix are tried
     */
    Optional<String> toE164(String number, String country);

    /** Returns the class of an E.164 number, or of digits as dialled: the first classifier that matches (crossbar-api §7.6). */
    Classifier classify(String number);

    /** Returns all classifiers in the order in which they are tried. */
    List<Classifier> classifiers();

    /**
     * Returns whether flat-rate trunks cover a call with this number: a table of data, not the class (charging §2.6).
     *
     * @param country ISO 3166 alpha-2 of the account whose trunks they are
     */
    boolean coveredByFlatRate(String e164, boolean inbound, String country);

    /** Returns whether calling the number is free for the caller everywhere: US toll-free (charging §2.5). */
    boolean isTollFree(String e164);

    /**
     * Returns where an E.164 number belongs: ISO 3166 alpha-2, or {@code +} and the country calling code where that is no
     * country's, such as +870; empty for what is no number.
     */
    Optional<String> country(String e164);

    /**
     * Returns all of this at once, which an implementation may keep for the next call with the number.
     *
     * @param number as dialled or as E.164
     * @param country ISO 3166 alpha-2 of the account whose call it is
     */
    default NumberFacts facts(String number, String country) {
        Optional<String> e164 = toE164(number, country);
        return new NumberFacts(
                e164,
                classify(e164.orElse(number)),
                e164.isPresent() && coveredByFlatRate(e164.get(), true, country),
                e164.isPresent() && coveredByFlatRate(e164.get(), false, country),
                e164.isPresent() && isTollFree(e164.get()),
                e164.flatMap(this::country));
    }
}
