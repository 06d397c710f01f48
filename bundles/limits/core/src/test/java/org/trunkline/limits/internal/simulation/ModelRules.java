package org.trunkline.limits.internal.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.simulation.ModelCall.Level;
import org.trunkline.rating.Direction;

/** Who takes a call and who refuses it, written from charging §1 to §3 alone. */
final class ModelRules {
    static final String DOMESTIC = "+14155550199";
    static final String ABROAD = "+4930123456";
    static final String TOLL_FREE = "+18005550100";
    static final String UNRATED = "+9991234567";
    static final String EMERGENCY = "911";
    static final long LONGEST = 12 * 3600;

    /** A refusal, smallest first. */
    record No(int step, int distance, Reason reason, AccountId by) {
        static final Comparator<No> ORDER =
                Comparator.comparingInt(No::step).thenComparingInt(No::distance).thenComparing(No::reason);
    }

    private final Model model;
    private final Scene scene;
    private final CallAttempt attempt;
    private final boolean ledgerDown;
    private final List<AccountNode> chain;
    private final List<No> noes = new ArrayList<>();
    private final boolean callBack;

    ModelRules(Model model, CallAttempt attempt, boolean ledgerDown) {
        this.model = model;
        this.scene = model.scene;
        this.attempt = attempt;
        this.ledgerDown = ledgerDown;
        AccountId account = ((AccountSelector.ById) attempt.selector()).account();
        chain = scene.tree.chain(account);
        Long emergency = model.emergencies.get(account);
        callBack = attempt.direction() == Direction.INBOUND && emergency != null && scene.now < emergency + 3600;
    }

    private static boolean isLevel(AccountNode node, int distance) {
        return distance == 0 || node.reseller() && !node.isRoot();
    }

    /** Returns a new call, not counted yet; or empty, and {@link #verdict} says why. */
    Optional<ModelCall> decide() {
        for (int i = 0; i < chain.size(); i++) {
            if (!chain.get(i).enabled()) {
                noes.add(new No(2, i, Reason.ACCOUNT_DISABLED, chain.get(i).id()));
                return Optional.empty();
            }
        }
        if (!callBack) {
            hardLimits();
        }
        ModelCall call = call();
        money(call);
        return noes.isEmpty() ? Optional.of(call) : Optional.empty();
    }

    No verdict() {
        return noes.stream().min(No.ORDER).orElseThrow();
    }

    /** Returns the call as it is charged, whoever would have refused it. */
    ModelCall call() {
        boolean tollFree = attempt.to().equals(TOLL_FREE) && attempt.direction() == Direction.OUTBOUND;
        List<Level> levels = new ArrayList<>();
        List<AccountId> counted = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            AccountNode node = chain.get(i);
            if (isLevel(node, i)) {
                counted.add(node.id());
                levels.add(
                        tollFree || attempt.onNet()
                                ? new Level(node.id(), Billing.FREE, null)
                                : level(node, i, levels.isEmpty() ? null : levels.get(levels.size() - 1)));
            }
        }
        for (int i = 0; i < chain.size(); i++) {
            AccountId id = chain.get(i).id();
            if (!isLevel(chain.get(i), i) && scene.limits(id).applyToDescendants()) {
                counted.add(id);
            }
        }
        boolean carried = !attempt.onNet() && scene.carrier != null;
        ModelCall call = new ModelCall(
                attempt,
                Model.fingerprint(attempt),
                chain.get(0).id(),
                reason(tollFree, levels.get(0)),
                model.conversation(attempt),
                !attempt.onNet(),
                levels,
                counted,
                carried ? new Level(scene.root, Billing.PER_MINUTE, scene.carrier) : null);
        call.authorizedAt = scene.now;
        call.authorizedAtWall = scene.wall();
        call.heardAt = scene.now;
        return call;
    }

    private Reason reason(boolean tollFree, Level first) {
        if (tollFree) {
            return Reason.TOLL_FREE;
        }
        if (attempt.onNet()) {
            return Reason.ON_NET;
        }
        return switch (first.billing()) {
            case FLAT_RATE -> Reason.FLAT_RATE;
            case FLAT_RATE_BURST -> Reason.FLAT_RATE_BURST;
            case PER_MINUTE -> Reason.PER_MINUTE;
            default -> scene.limits(first.account()).enabled() ? Reason.EXEMPT : Reason.LIMITS_DISABLED;
        };
    }

    private void hardLimits() {
        String conversation = model.conversation(attempt);
        for (int i = 0; i < chain.size(); i++) {
            AccountId id = chain.get(i).id();
            Limits limits = scene.limits(id);
            if (!limits.enabled() || !isLevel(chain.get(i), i) && !limits.applyToDescendants()) {
                continue;
            }
            Model.Use use = model.use(id);
            if (limits.calls() >= 0
                    && use.conversations().size() >= limits.calls()
                    && !use.conversations().contains(conversation)) {
                noes.add(new No(4, i, Reason.CALLS_MAX_REACHED, id));
            }
            if (limits.resourceConsumingCalls() >= 0
                    && !attempt.onNet()
                    && use.offNet() >= limits.resourceConsumingCalls()) {
                noes.add(new No(4, i, Reason.RESOURCE_CONSUMING_CALLS_MAX_REACHED, id));
            }
        }
    }

    private Level level(AccountNode node, int distance, Level below) {
        Limits limits = scene.limits(node.id());
        if (!limits.enabled()) {
            return new Level(node.id(), Billing.FREE, null);
        }
        boolean taken = below != null && (below.isFlat() || below.billing() == Billing.NONE);
        if (taken && !limits.hasTrunks()) {
            return new Level(node.id(), Billing.NONE, null);
        }
        boolean covered = attempt.to().equals(DOMESTIC);
        if (covered) {
            Billing trunk = trunk(node.id(), limits);
            if (trunk != null) {
                return new Level(node.id(), trunk, null);
            }
        }
        Tariff tariff = attempt.to().equals(UNRATED) ? null : scene.tariffs.get(node.id());
        if (!limits.allowPrepay() && !limits.allowPostpay()) {
            Reason reason = covered ? Reason.TRUNKS_MAX_REACHED : Reason.PER_MINUTE_NOT_ALLOWED;
            noes.add(new No(6, distance, reason, node.id()));
        } else if (tariff == null) {
            noes.add(new No(6, distance, Reason.NO_RATE, node.id()));
        }
        return new Level(node.id(), Billing.PER_MINUTE, tariff);
    }

    private Billing trunk(AccountId account, Limits limits) {
        Model.Use use = model.use(account);
        boolean inbound = attempt.direction() == Direction.INBOUND;
        long in = over(use.inbound() + (inbound ? 1 : 0), limits.trunks().inbound());
        long out = over(use.outbound() + (inbound ? 0 : 1), limits.trunks().outbound());
        if (callBack
                || limits.trunks().twoway() < 0
                || in + out <= limits.trunks().twoway()) {
            return Billing.FLAT_RATE;
        }
        boolean burst = limits.trunks().burst() < 0
                || in + out <= limits.trunks().twoway() + limits.trunks().burst();
        return burst ? Billing.FLAT_RATE_BURST : null;
    }

    private static long over(long used, int trunks) {
        return trunks < 0 ? 0 : Math.max(0, used - trunks);
    }

    private void money(ModelCall call) {
        List<Level> paying =
                call.levels.stream().filter(each -> each.tariff() != null).toList();
        if (call.levels.stream().noneMatch(each -> each.billing() == Billing.PER_MINUTE)) {
            return;
        }
        long freeSeconds =
                paying.stream().mapToLong(each -> each.tariff().free()).max().orElse(0);
        long quantum = Math.max(60, freeSeconds + 1);
        long first = quantum;
        if (!attempt.renews()) {
            first = 3600;
            for (Level level : paying) {
                first = Math.min(first, level.tariff().reach(Math.max(0, model.free(level.account())), LONGEST));
            }
        }
        // a grant pays for something: seconds that are free on every level are none
        long asked = first <= freeSeconds || first < 1 ? quantum : first;
        for (Level level : paying) {
            long cost = level.cost(asked);
            int distance = distance(level.account());
            if (cost > 0 && ledgerDown) {
                noes.add(new No(7, distance, Reason.UNAVAILABLE, level.account()));
            } else if (cost > model.free(level.account()) && cost > 0) {
                noes.add(new No(6, distance, Reason.INSUFFICIENT_CREDIT, level.account()));
            }
        }
        call.first = first;
        call.covered = first;
    }

    private int distance(AccountId account) {
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i).id().equals(account)) {
                return i;
            }
        }
        throw new IllegalStateException();
    }
}
