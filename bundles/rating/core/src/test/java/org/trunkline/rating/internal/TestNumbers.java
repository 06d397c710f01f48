package org.trunkline.rating.internal;

import java.util.List;
import java.util.Optional;
import org.trunkline.numbers.Classifier;
import org.trunkline.numbers.NumberPlan;

/** Just enough of the world's numbers: those with + and enough digits are some. */
final class TestNumbers implements NumberPlan {
    private static final Classifier DOMESTIC = new Classifier("did_us", "", "", Optional.empty(), false);
    private static final Classifier INTERNATIONAL = new Classifier("international", "", "", Optional.empty(), false);

    @Override
    public boolean isEmergency(String dialled, String country) {
        return false;
    }

    @Override
    public boolean isEmergencyTest(String dialled, String country) {
        return false;
    }

    @Override
    public Optional<String> toE164(String number, String country) {
        return number.matches("\\+[1-9][0-9]{6,14}") ? Optional.of(number) : Optional.empty();
    }

    @Override
    public Classifier classify(String number) {
        return number.startsWith("+1") ? DOMESTIC : INTERNATIONAL;
    }

    @Override
    public List<Classifier> classifiers() {
        return List.of(DOMESTIC, INTERNATIONAL);
    }

    @Override
    public boolean coveredByFlatRate(String e164, boolean inbound, String country) {
        return false;
    }

    @Override
    public boolean isTollFree(String e164) {
        return false;
    }

    @Override
    public Optional<String> country(String e164) {
        return Optional.empty();
    }
}
