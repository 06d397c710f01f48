package org.trunkline.limits.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.numbers.Classifier;
import org.trunkline.numbers.NumberOwners;
import org.trunkline.numbers.NumberPlan;

/** Just enough of the world's numbers: +1 is domestic, +1800 toll-free, everything else with + international. */
public final class TestNumbers implements NumberPlan, NumberOwners {
    private final Map<String, AccountId> owners = new ConcurrentHashMap<>();

    void give(String number, AccountId account) {
        owners.put(number, account);
    }

    @Override
    public Optional<AccountId> owner(String number) {
        return Optional.ofNullable(owners.get(number));
    }

    @Override
    public boolean isEmergency(String dialled, String country) {
        return dialled.equals("911") || dialled.equals("112") || dialled.equals("933");
    }

    @Override
    public boolean isEmergencyTest(String dialled, String country) {
        return dialled.equals("933");
    }

    @Override
    public Optional<String> toE164(String number, String country) {
        return number.matches("\\+[1-9][0-9]{6,14}") ? Optional.of(number) : Optional.empty();
    }

    @Override
    public Classifier classify(String number) {
        String name = number.startsWith("+1800") ? "tollfree_us" : number.startsWith("+1") ? "did_us" : "international";
        return new Classifier(name, ".*", name, Optional.empty(), false);
    }

    @Override
    public List<Classifier> classifiers() {
        return List.of();
    }

    @Override
    public boolean coveredByFlatRate(String e164, boolean inbound, String country) {
        return e164.startsWith("+1") && !e164.startsWith("+1800");
    }

    @Override
    public boolean isTollFree(String e164) {
        return e164.startsWith("+1800");
    }

    @Override
    public Optional<String> country(String e164) {
        return Optional.of(e164.startsWith("+1") ? "US" : e164.substring(0, 3));
    }
}
