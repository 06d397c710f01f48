package org.trunkline.limits.internal.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Reason;
import org.trunkline.limits.ReportedCalls;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.internal.simulation.ModelCall.Stage;
import org.trunkline.limits.state.Spent;
import org.trunkline.rating.Direction;

/**
 * What charging.md says, done the slow and plain way: all that anybody uses is counted from the list of calls, again each
 * time. Answers are words, which are compared with those of the product.
 */
final class Model {
    /** What one account uses. */
    record Use(
            int inbound, int outbound, Set<String> conversations, int offNet, int attempts, long balance, long held) {}

    private record Denial(String fingerprint, String words, long until) {}

    final Scene scene;
    final Map<AccountId, Long> credits;
    final Map<CallKey, ModelCall> calls = new LinkedHashMap<>();

    /** When accounts last made an emergency call. */
    final Map<AccountId, Long> emergencies = new HashMap<>();

    final ModelFraud fraud = new ModelFraud();
    final ModelMoney money = new ModelMoney(this);
    final ModelSpending spending = new ModelSpending();
    final ModelAllotments allotments = new ModelAllotments();

    /** What the node settles at once it may settle in any order: in this one it has. */
    List<CallKey> settledFirst = List.of();

    private final Map<CallKey, Denial> denials = new HashMap<>();

    Model(Scene scene) {
        this.scene = scene;
        this.credits = new TreeMap<>();
    }

    private Model(Model from) {
        scene = from.scene;
        credits = new TreeMap<>(from.credits);
        from.calls.forEach((key, call) -> calls.put(key, call.copy()));
        emergencies.putAll(from.emergencies);
        denials.putAll(from.denials);
        fraud.takeOver(from.fraud);
        spending.takeOver(from.spending);
        allotments.takeOver(from.allotments);
    }

    Model copy() {
        return new Model(this);
    }

    /** Returns what the clock on the wall says, in seconds. */
    long wall() {
        return scene.wall().getEpochSecond();
    }

    /**
     * The process was started anew: what was refused is forgotten, and what was admitted a moment ago.
     *
     * @param told what it has found of what was spent before
     * @param cycleTime the time by which it counts cycles
     */
    void start(Function<AccountId, Spent> told, long cycleTime) {
        denials.clear();
        for (ModelCall call : calls.values()) {
            call.admitted = false;
            call.attemptedAt = ModelCall.NONE;
            call.levels.forEach(level -> level.spendings.clear());
        }
        scene.accounts.forEach(account -> spending.start(this, account, told.apply(account)));
        allotments.start(this, cycleTime);
    }

    Optional<ModelCall> find(CallKey key) {
        ModelCall call = calls.get(key);
        return call != null
                ? Optional.of(call)
                : calls.values().stream().filter(each -> each.isKnownAs(key)).findFirst();
    }

    static String fingerprint(CallAttempt attempt) {
        return attempt.direction() + " " + attempt.selector() + " " + attempt.from() + " " + attempt.to() + " "
                + attempt.resourceType();
    }

    String conversation(CallAttempt attempt) {
        String first = attempt.otherLegCallId().orElse(attempt.key().callId());
        String id = attempt.key().switchId();
        return find(new CallKey(id, first, attempt.key().leg()))
                .filter(ModelCall::isLive)
                .map(call -> call.conversation)
                .orElse(id + "/" + first);
    }

    Use use(AccountId account) {
        int[] flat = new int[2];
        int offNet = 0;
        int attempts = 0;
        long second = ModelCall.NONE;
        long balance = credits.getOrDefault(account, 0L);
        long held = 0;
        Set<String> conversations = new TreeSet<>();
        for (ModelCall call : calls.values()) {
            for (ModelLevel level : call.payers) {
                if (level.account.equals(account)) {
                    balance -= level.charged;
                    held += level.held;
                    flat[call.direction.ordinal()] += call.isLive() && level.isFlat() ? 1 : 0;
                }
            }
            if (call.attemptedAt != ModelCall.NONE && call.counted.contains(account)) {
                // seconds of before are over, those too of a clock that was set
                attempts = call.attemptedAt == second ? attempts + 1 : 1;
                second = call.attemptedAt;
            }
            if (call.isLive() && call.counted.contains(account)) {
                conversations.add(call.conversation);
                offNet += call.offNet ? 1 : 0;
            }
        }
        return new Use(
                flat[Direction.INBOUND.ordinal()],
                flat[Direction.OUTBOUND.ordinal()],
                conversations,
                offNet,
                second == wall() ? attempts : 0,
                balance,
                held);
    }

    /** The call takes its places. */
    private void add(ModelCall call) {
        calls.put(call.key, call);
        money.begin(call);
        if (call.authorizedAtWall.getEpochSecond() >= wall() - 2) {
            call.attemptedAt = wall();
        }
    }

    /** @param ledgerDown nothing new may be charged */
    String authorize(CallAttempt attempt, boolean ledgerDown, boolean diskFull) {
        String fingerprint = fingerprint(attempt);
        boolean emergency =
                attempt.direction() == Direction.OUTBOUND && attempt.to().equals(ModelRules.EMERGENCY);
        Optional<ModelCall> known = find(attempt.key());
        if (known.isPresent()) {
            if (!known.get().fingerprint.equals(fingerprint)) {
                return emergency ? "allow EMERGENCY" : "conflict";
            }
            return known.get().isLive() ? Words.allowed(known.get()) : "ended";
        }
        if (emergency) {
            return emergency(attempt, diskFull);
        }
        Denial denial = denials.get(attempt.key());
        if (denial != null && scene.now <= denial.until()) {
            return denial.fingerprint().equals(fingerprint) ? denial.words() : "conflict";
        }
        ModelRules rules = new ModelRules(this, attempt, ledgerDown);
        Optional<ModelCall> call = rules.decide();
        if (call.isPresent() && !diskFull) {
            add(call.get());
            call.get().admitted = true;
            fraud.admitted(call.get(), wall());
            return Words.allowed(call.get());
        }
        Reason reason = call.isPresent() ? Reason.UNAVAILABLE : rules.verdict().reason();
        String words = "deny " + reason;
        if (reason != Reason.UNAVAILABLE) {
            denials.put(attempt.key(), new Denial(fingerprint, words, scene.now + 30));
        }
        return words;
    }

    private String emergency(CallAttempt attempt, boolean diskFull) {
        AccountId account = ((AccountSelector.ById) attempt.selector()).account();
        if (!diskFull) {
            List<AccountId> counted = new ArrayList<>();
            for (var node : scene.tree.chain(account)) {
                boolean level = node.id().equals(account) || node.reseller() && !node.isRoot();
                if (level || scene.limits(node.id()).applyToDescendants()) {
                    counted.add(node.id());
                }
            }
            ModelCall call = new ModelCall(
                    attempt,
                    fingerprint(attempt),
                    account,
                    Reason.EMERGENCY,
                    conversation(attempt),
                    true,
                    List.of(),
                    counted,
                    null);
            call.authorizedAt = scene.now;
            call.authorizedAtWall = scene.wall();
            call.heardAt = scene.now;
            add(call);
            emergencies.put(account, scene.now);
        }
        return "allow EMERGENCY";
    }

    /** Returns the call, brought back if its lease has settled it and it may come back. */
    private Optional<ModelCall> going(CallKey key) {
        Optional<ModelCall> call = find(key);
        if (call.isEmpty() || call.get().stage == Stage.ENDED) {
            return Optional.empty();
        }
        ModelCall found = call.get();
        if (found.stage == Stage.LEASE) {
            if (scene.now >= found.lastBound()) {
                return Optional.empty();
            }
            found.stage = Stage.LIVE;
            found.revived = true;
            found.heardAt = scene.now;
            // its places are taken again, even above the limits
            money.resume(found);
            found.halfway = found.copy();
        }
        return call;
    }

    String answered(CallKey key) {
        Optional<ModelCall> call = going(key);
        call.ifPresent(found -> {
            found.answeredAt = found.answeredAt == ModelCall.NONE ? scene.now : found.answeredAt;
            found.heardAt = scene.now;
        });
        return call.map(found -> "go " + Words.seconds(found.covered)).orElse("unknown");
    }

    String renew(SwitchIdentity asking, CallKey key, long told) {
        Optional<ModelCall> found = going(key);
        if (found.isEmpty()) {
            return "unknown";
        }
        ModelCall call = found.get();
        long elapsed = asking.mayBackdate() ? told : Math.min(told, scene.now - call.authorizedAt + 60);
        if (!call.isEmergency() && !scene.tree.enabled(call.account)) {
            return "hangup " + Words.seconds(call.covered);
        }
        call.confirmed = Math.max(call.confirmed, elapsed);
        call.heardAt = scene.now;
        money.extend(call, elapsed);
        return call.covered == ModelCall.NONE
                ? "go -"
                : (elapsed < call.covered ? "go " : "hangup ") + Words.seconds(call.covered);
    }

    String end(SwitchIdentity asking, CallEnd end) {
        Optional<ModelCall> known = find(end.key());
        if (known.isEmpty()) {
            return end.attempt().map(attempt -> unauthorized(attempt, end)).orElse("unknown");
        }
        ModelCall call = known.get();
        if (call.stage == Stage.ENDED) {
            if (end.billedSeconds() == call.told) {
                return Words.ended(call);
            }
            if (!end.correction() || !asking.mayCorrect()) {
                return "conflict";
            }
        }
        long billed = end.billedSeconds();
        long passed = scene.now - call.authorizedAt;
        if (call.authorized && !asking.mayBackdate() && !end.correction() && billed > passed + 60) {
            billed = passed;
        }
        if (call.authorized && call.covered != ModelCall.NONE && billed > call.covered && billed <= call.covered + 2) {
            billed = call.covered;
        }
        money.settle(call, Stage.ENDED, end.billedSeconds(), billed);
        return Words.ended(call);
    }

    private String unauthorized(CallAttempt attempt, CallEnd end) {
        ModelCall call = new ModelRules(this, attempt, false).call();
        call.authorized = false;
        call.authorizedAt = scene.now - end.billedSeconds();
        call.stage = Stage.ENDED;
        money.settle(call, Stage.ENDED, end.billedSeconds(), end.billedSeconds());
        calls.put(call.key, call);
        return Words.ended(call);
    }

    String replace(CallKey key, String newCallId) {
        CallKey other = new CallKey(key.switchId(), newCallId, key.leg());
        Optional<ModelCall> call = find(key).filter(ModelCall::isLive);
        if (call.isEmpty()) {
            return "unknown";
        }
        if (call.get().isKnownAs(other)) {
            return "done";
        }
        if (find(other).isPresent()) {
            return "conflict";
        }
        List<String> more = new ArrayList<>(call.get().aliases);
        more.add(newCallId);
        call.get().aliases = more;
        return "done";
    }

    /** Settles what nobody has spoken of for too long. */
    void settleLeases() {
        inOrder().stream()
                .filter(call -> call.isLive() && call.leaseOver() < scene.now)
                .forEach(this::settleLease);
    }

    private List<ModelCall> inOrder() {
        List<ModelCall> order = new ArrayList<>(calls.values());
        order.sort(Comparator.comparingInt(call -> {
            int place = settledFirst.indexOf(call.key);
            return place < 0 ? Integer.MAX_VALUE : place;
        }));
        return order;
    }

    private void settleLease(ModelCall call) {
        long seconds = Math.max(call.confirmed, call.answeredAt == ModelCall.NONE ? 0 : 1);
        money.settle(call, Stage.LEASE, seconds, seconds);
    }

    String resync(SwitchIdentity asking, ReportedCalls reported) {
        int known = 0;
        int added = 0;
        List<String> left = new ArrayList<>();
        List<CallKey> here = new ArrayList<>();
        for (ReportedCalls.ReportedCall call : reported.calls()) {
            if (!renew(asking, call.key(), call.elapsedSeconds()).equals("unknown")) {
                known++;
                here.add(call.key());
            } else if (find(call.key()).isPresent() || call.attempt().isEmpty()) {
                left.add(call.key().callId());
            } else {
                added++;
                here.add(call.key());
                add(asking, call);
            }
        }
        int released = 0;
        for (ModelCall call : inOrder()) {
            if (call.isLive()
                    && call.key.switchId().equals(asking.id())
                    && call.authorizedAtWall.isBefore(reported.asOf())
                    && here.stream().noneMatch(call::isKnownAs)) {
                settleLease(call);
                released++;
            }
        }
        return "resync " + known + " " + added + " " + released + " " + left;
    }

    private void add(SwitchIdentity asking, ReportedCalls.ReportedCall reported) {
        ModelCall call = new ModelRules(this, reported.attempt().orElseThrow(), false).call();
        long elapsed = reported.elapsedSeconds();
        call.authorizedAt = scene.now - elapsed;
        call.authorizedAtWall = scene.wall().minusSeconds(elapsed);
        call.answeredAt = elapsed > 0 ? call.authorizedAt : ModelCall.NONE;
        call.confirmed = elapsed;
        call.covered = call.levels.stream().anyMatch(ModelLevel::isCharged) ? elapsed : ModelCall.NONE;
        money.use(call, elapsed);
        add(call);
        call.halfway = call.copy();
        renew(asking, call.key, elapsed);
    }
}
