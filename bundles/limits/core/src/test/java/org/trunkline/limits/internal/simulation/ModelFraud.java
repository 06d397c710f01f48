package org.trunkline.limits.internal.simulation;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.FraudGuard;
import org.trunkline.limits.FraudGuard.Outcome;
import org.trunkline.limits.FraudGuard.Rule;
import org.trunkline.rating.Direction;

/** What fraud guards know of accounts, and what they say to a call to another country. */
final class ModelFraud {
    private static final long DAY_SECONDS = 86_400;

    /** How often a rule has fired, by account, rule and country. */
    final Map<String, Integer> cases = new TreeMap<>();

    /** The day on which an account last called a country. */
    private final Map<String, Long> days = new HashMap<>();

    void takeOver(ModelFraud other) {
        cases.putAll(other.cases);
        takeOverCountries(other);
    }

    /** A process that ends in the middle of a call has not taken it down any more. */
    void takeOverCountries(ModelFraud other) {
        days.clear();
        days.putAll(other.days);
    }

    /** Returns what a number begins with, of a call that leaves the account's country; empty for all others. */
    static String abroad(CallAttempt attempt) {
        boolean leaves = attempt.direction() == Direction.OUTBOUND
                && !attempt.onNet()
                && attempt.to().startsWith("+")
                && !attempt.to().startsWith("+1");
        return leaves ? attempt.to().substring(0, 3) : "";
    }

    /** The call was admitted: who counts it knows its country. */
    void admitted(ModelCall call, long wall) {
        if (!call.abroad.isEmpty()) {
            call.counted.forEach(account -> days.merge(account + call.abroad, wall / DAY_SECONDS, Math::max));
        }
    }

    /** Takes down what fires; returns whether the call is blocked. */
    boolean blocks(AccountId account, FraudGuard guard, CallAttempt attempt, Model model) {
        String abroad = abroad(attempt);
        if (abroad.isEmpty() || guard.allowed().contains(abroad)) {
            return false;
        }
        long wall = model.wall();
        Long last = days.get(account + abroad);
        boolean isNew =
                last == null || wall / DAY_SECONDS - last > guard.newCountry().days();
        LocalTime time = LocalTime.ofInstant(model.scene.wall(), ZoneOffset.UTC);
        boolean blocked =
                fires(account, Rule.NEW_COUNTRY, abroad, guard.newCountry().outcome(), isNew);
        blocked |= fires(account, Rule.BURST, "", guard.burst().outcome(), isBurst(account, guard.burst(), model));
        blocked |= fires(account, Rule.NIGHT, abroad, guard.night().outcome(), isNight(guard.night(), time));
        return fires(
                        account,
                        Rule.SPEND,
                        "",
                        guard.spend().outcome(),
                        model.money.spent(account).hourMicros() > guard.spend().micros())
                | blocked;
    }

    private boolean fires(AccountId account, Rule rule, String country, Outcome outcome, boolean suspicious) {
        if (outcome == Outcome.OFF || !suspicious) {
            return false;
        }
        cases.merge(account + " " + rule + " " + country, 1, Integer::sum);
        return outcome != Outcome.ALERT;
    }

    /** Of the latest calls as many as the rule allows were begun within its time. */
    private static boolean isBurst(AccountId account, FraudGuard.Burst rule, Model model) {
        List<Long> all = model.calls.values().stream()
                .filter(call -> call.admitted && !call.abroad.isEmpty() && call.counted.contains(account))
                .map(call -> call.authorizedAtWall.getEpochSecond())
                .toList();
        long within = all.stream()
                .skip(Math.max(0, all.size() - rule.calls()))
                .filter(at -> at > model.wall() - rule.seconds())
                .count();
        return within >= rule.calls();
    }

    private static boolean isNight(FraudGuard.Night rule, LocalTime time) {
        boolean after = !time.isBefore(rule.from());
        boolean before = time.isBefore(rule.to());
        return rule.from().isBefore(rule.to()) ? after && before : after || before;
    }
}
