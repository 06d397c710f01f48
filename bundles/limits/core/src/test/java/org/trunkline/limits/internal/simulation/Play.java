package org.trunkline.limits.internal.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.ReportedCalls;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.internal.simulation.Simulation.Step;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.NodeRole;
import org.trunkline.rating.Direction;

/**
 * Decides what happens next. Messages of switches come at any time, in any order, twice, late or not at all: each is
 * drawn from all that may be said of any call, whatever was said of it before.
 */
final class Play {
    private static final String[] NUMBERS = {
        ModelRules.DOMESTIC,
        ModelRules.DOMESTIC,
        ModelRules.ABROAD,
        ModelRules.ABROAD,
        ModelRules.ABROAD,
        ModelRules.ABROAD,
        ModelRules.TOLL_FREE,
        ModelRules.UNRATED,
        ModelRules.EMERGENCY
    };

    private final Simulation simulation;
    private final Scene scene;
    private final Random random;
    private final Node node;
    private final Surroundings surroundings;
    private final List<CallAttempt> attempts = new ArrayList<>();
    private int ids;

    Play(Simulation simulation) {
        this.simulation = simulation;
        scene = simulation.scene;
        random = simulation.random;
        node = simulation.node;
        surroundings = new Surroundings(simulation);
    }

    void next() {
        int draw = random.nextInt(160);
        if (draw < 34) {
            authorize(attempt());
        } else if (draw < 40) {
            authorizeAgain();
        } else if (draw < 56) {
            answered();
        } else if (draw < 78) {
            renew();
        } else if (draw < 102) {
            end(false);
        } else if (draw < 104) {
            end(true);
        } else if (draw < 107) {
            replace();
        } else if (draw < 110) {
            resync();
        } else {
            surroundings.next(draw - 110);
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private SwitchIdentity asking(CallKey key) {
        return node.switches.stream()
                .filter(each -> each.id().equals(key.switchId()))
                .findFirst()
                .orElseThrow();
    }

    /** A call that nobody has heard of; now and then under an id that another switch has used. */
    private CallAttempt attempt() {
        int id = ids > 0 && random.nextInt(8) == 0 ? random.nextInt(ids) : ids++;
        AccountId account = scene.accounts.get(1 + random.nextInt(scene.accounts.size() - 1));
        boolean inbound = random.nextInt(3) == 0;
        String to = NUMBERS[random.nextInt(NUMBERS.length)];
        CallKey key = new CallKey(any(node.switches).id(), "call" + id, "a");
        return new CallAttempt(
                key,
                inbound && !to.equals(ModelRules.EMERGENCY) ? Direction.INBOUND : Direction.OUTBOUND,
                new AccountSelector.ById(account),
                "+14155550100",
                to,
                "",
                List.of(),
                random.nextInt(12) == 0,
                ids > 1 && random.nextInt(8) == 0 ? Optional.of("call" + random.nextInt(ids)) : Optional.empty(),
                random.nextInt(8) > 0);
    }

    private void authorize(CallAttempt attempt) {
        Optional<ModelCall> known = simulation.model().find(attempt.key());
        if (known.isPresent() && !known.get().isLive() && !isRemembered(known.get())
                || known.isPresent() && !known.get().key.equals(attempt.key())) {
            return;
        }
        attempts.add(attempt);
        boolean ledgerDown = node.state().role() == NodeRole.CUT_OFF || simulation.faults.hasPostFailed();
        boolean diskFull = simulation.faults.isDiskFull();
        String account = ((AccountSelector.ById) attempt.selector()).account().value();
        simulation.step(new Step(
                "authorize " + attempt.key().switchId() + "/" + attempt.key().callId() + " " + attempt.direction() + " "
                        + account.substring(30) + " " + attempt.to() + (attempt.renews() ? "" : " unrenewed"),
                () -> Words.of(node.admission().authorize(asking(attempt.key()).caller(), attempt)),
                model -> model.authorize(attempt, ledgerDown, diskFull)));
        boolean callBack = attempt.direction() == Direction.INBOUND
                && simulation.model().emergencies.containsKey(((AccountSelector.ById) attempt.selector()).account());
        if (known.isEmpty() && !callBack && !attempt.to().equals(ModelRules.EMERGENCY)) {
            simulation.granted(attempt.key(), Optional.empty());
        }
    }

    /** Ended calls are remembered for some minutes; later an id may be that of another call. */
    private boolean isRemembered(ModelCall call) {
        return scene.now - call.endedAt <= 600 && call.endedAt >= surroundings.compactedAt();
    }

    private void authorizeAgain() {
        if (attempts.isEmpty()) {
            return;
        }
        CallAttempt again = any(attempts);
        authorize(random.nextInt(4) > 0 ? again : other(again));
    }

    /** The same id with something else in it. */
    private CallAttempt other(CallAttempt attempt) {
        return new CallAttempt(
                attempt.key(),
                attempt.direction(),
                attempt.selector(),
                "+14155550101",
                attempt.to(),
                attempt.resourceType(),
                attempt.flags(),
                attempt.onNet(),
                attempt.otherLegCallId(),
                attempt.renews());
    }

    /** Any call that was ever spoken of, by any of its ids. */
    private CallKey key() {
        if (attempts.isEmpty() || random.nextInt(30) == 0) {
            return new CallKey("sbc0", "never" + random.nextInt(3), "a");
        }
        int last = attempts.size();
        int from = random.nextInt(3) > 0 ? Math.max(0, last - 8) : 0;
        CallKey key = attempts.get(from + random.nextInt(last - from)).key();
        List<String> aliases =
                simulation.model().find(key).map(call -> call.aliases).orElse(List.of());
        return aliases.isEmpty() || random.nextBoolean() ? key : new CallKey(key.switchId(), any(aliases), key.leg());
    }

    private void answered() {
        CallKey key = key();
        simulation.step(new Step(
                "answered " + key.switchId() + "/" + key.callId(),
                () -> "go "
                        + Words.covered(node.admission().answered(asking(key).caller(), key)),
                model -> model.answered(key)));
    }

    /** What a switch would say, or something else. */
    private long seconds(CallKey key) {
        Optional<ModelCall> call = simulation.model().find(key);
        long talked = call.filter(each -> each.answeredAt != ModelCall.NONE)
                .map(each -> scene.now - each.answeredAt)
                .orElse(0L);
        return switch (random.nextInt(10)) {
            case 0 -> random.nextInt(4_000);
            case 1 ->
                call.map(each -> Math.max(0, each.covered) + random.nextInt(4)).orElse(7L);
            case 2 -> talked + random.nextInt(130);
            case 3 -> talked / 2;
            default -> talked;
        };
    }

    private void renew() {
        CallKey key = key();
        long elapsed = seconds(key);
        Optional<CallEntry> before = node.state().find(key);
        simulation.step(new Step(
                "renew " + key.switchId() + "/" + key.callId() + " " + elapsed,
                () -> Words.of(node.admission().renew(asking(key).caller(), key, elapsed)),
                model -> model.renew(asking(key), key, elapsed)));
        // one that comes back takes what it was promised, even beyond the credit
        if (before.isPresent()) {
            simulation.granted(key, before);
        }
    }

    private void end(boolean correction) {
        CallKey key = key();
        Optional<ModelCall> call = simulation.model().find(key);
        long seconds =
                call.isPresent() && !call.get().isLive() && random.nextBoolean() ? call.get().told : seconds(key);
        Optional<CallAttempt> attempt = attempts.stream()
                .filter(each -> each.key().equals(key) && !each.to().equals(ModelRules.EMERGENCY))
                .findFirst()
                .filter(each -> random.nextInt(3) > 0);
        CallEnd end = new CallEnd(key, seconds, Optional.empty(), Hangup.UNKNOWN, correction, attempt);
        simulation.step(new Step(
                (correction ? "correct " : "end ") + key.switchId() + "/" + key.callId() + " " + seconds
                        + (attempt.isPresent() ? " with account" : ""),
                () -> Words.of(node.admission().ended(asking(key).caller(), end)),
                model -> model.end(asking(key), end)));
    }

    private void replace() {
        CallKey key = key();
        String other = random.nextInt(3) == 0 ? "call" + random.nextInt(ids + 1) : "other" + random.nextInt(40);
        simulation.step(new Step(
                "replace " + key.switchId() + "/" + key.callId() + " " + other,
                () -> {
                    node.admission().replace(asking(key).caller(), key, other);
                    return "done";
                },
                model -> model.replace(key, other)));
    }

    /** A switch tells its calls: most of those it has, some that it has not, some that nobody knows. */
    private void resync() {
        SwitchIdentity asking = any(node.switches);
        List<ReportedCalls.ReportedCall> calls = new ArrayList<>();
        for (CallAttempt attempt : attempts) {
            boolean own = attempt.key().switchId().equals(asking.id())
                    && !attempt.to().equals(ModelRules.EMERGENCY);
            boolean told = calls.stream().anyMatch(each -> each.key().equals(attempt.key()));
            boolean live = node.state().find(attempt.key()).isPresent();
            if (own && !told && random.nextInt(10) < (live ? 8 : 2)) {
                long elapsed = seconds(attempt.key());
                calls.add(new ReportedCalls.ReportedCall(
                        attempt.key(), elapsed, random.nextBoolean() ? Optional.of(attempt) : Optional.empty()));
            }
        }
        ReportedCalls reported = new ReportedCalls(scene.wall().minusSeconds(random.nextInt(30)), 1, 1, calls);
        simulation.step(new Step(
                "resync " + asking.id() + " "
                        + calls.stream()
                                .map(call -> call.key().callId() + "=" + call.elapsedSeconds())
                                .toList(),
                () -> {
                    ReportedCalls.Outcome outcome = node.admission().resync(asking.caller(), reported);
                    return Words.resync(outcome.known(), outcome.added(), outcome.released(), outcome.unknown());
                },
                model -> model.resync(asking, reported)));
    }
}
