package org.trunkline.limits.internal;

import java.util.Locale;
import org.trunkline.limits.FraudGuard.Outcome;
import org.trunkline.limits.FraudGuard.Rule;
import org.trunkline.limits.internal.Question.AskedLevel;

/**
 * One rule of a fraud guard has fired.
 *
 * @param country where the call goes; empty for rules that are about no country
 * @param why in words, for whoever has to decide
 * @param passed somebody has allowed it before
 */
record Suspicion(AskedLevel level, Rule rule, Outcome outcome, String country, String why, boolean passed) {
    boolean refuses() {
        return outcome.refuses() && !passed;
    }

    String ruleName() {
        return rule.name().toLowerCase(Locale.ROOT);
    }
}
