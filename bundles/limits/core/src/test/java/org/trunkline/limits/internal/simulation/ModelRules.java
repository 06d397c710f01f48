package org.trunkline.limits.internal.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.simulation.ModelLevel.Free;
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

    private static final Set<Reason> SOFT = EnumSet.of(
            Reason.CALLS_MAX_REACHED,
            Reason.CALLS_PER_SECOND_MAX_REACHED,
            Reason.TRUNKS_MAX_REACHED,
            Reason.PRICE_MAX_EXCEEDED,
            Reason.SPEND_MAX_REACHED,
            Reason.INSUFFICIENT_CREDIT);

    private final Model model;
    private final Scene scene;
    private final CallAttempt attempt;
    private final boolean ledgerDown;
    private final List<AccountNode> chain;
    private final List<No> noes = new ArrayList<>();
    private final Set<AccountId> softened = new HashSet<>();
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

    /** A level refuses, unless its own soft limit lets the call pass. */
    private void refuse(int step, AccountId by, Reason reason) {
        if (SOFT.contains(reason) && scene.limits(by).soft(attempt.direction())) {
            softened.add(by);
        } else {
            noes.add(new No(step, distance(by), reason, by));
        }
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
        List<ModelLevel> levels = new ArrayList<>();
        List<AccountId> counted = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            AccountNode node = chain.get(i);
            if (isLevel(node, i)) {
                counted.add(node.id());
                levels.add(
                        tollFree || attempt.onNet()
                                ? level(node.id(), Billing.FREE, null)
                                : level(node.id(), levels.isEmpty() ? null : levels.get(levels.size() - 1)));
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
                reason(levels.get(0)),
                model.conversation(attempt),
                !attempt.onNet(),
                levels,
                counted,
                carried ? new ModelLevel(scene.root, Billing.PER_MINUTE, scene.carrier, null, false) : null);
        call.authorizedAt = scene.now;
        call.authorizedAtWall = scene.wall();
        call.heardAt = scene.now;
        return call;
    }

    private Reason reason(ModelLevel first) {
        if (attempt.to().equals(TOLL_FREE) && attempt.direction() == Direction.OUTBOUND) {
            return Reason.TOLL_FREE;
        }
        if (attempt.onNet()) {
            return Reason.ON_NET;
        }
        if (softened.contains(first.account)) {
            return Reason.SOFT_LIMIT;
        }
        return switch (first.billing) {
            case ALLOTMENT -> Reason.ALLOTMENT;
            case FLAT_RATE -> Reason.FLAT_RATE;
            case FLAT_RATE_BURST -> Reason.FLAT_RATE_BURST;
            case PER_MINUTE -> Reason.PER_MINUTE;
            default -> scene.limits(first.account).enabled() ? Reason.EXEMPT : Reason.LIMITS_DISABLED;
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
            boolean joins = use.conversations().contains(conversation);
            if (!joins && isReached(limits.calls(), use.conversations().size())) {
                refuse(4, id, Reason.CALLS_MAX_REACHED);
            }
            if (!attempt.onNet() && isReached(limits.resourceConsumingCalls(), use.offNet())) {
                refuse(4, id, Reason.RESOURCE_CONSUMING_CALLS_MAX_REACHED);
            }
            if (attempt.direction() == Direction.INBOUND
                    && isReached(limits.dids().find(attempt.to(), Limits.UNLIMITED), othersCalled(conversation))) {
                refuse(4, id, Reason.DID_CALLS_MAX_REACHED);
            }
            if (isReached(limits.callsPerSecond(), use.attempts())) {
                refuse(4, id, Reason.CALLS_PER_SECOND_MAX_REACHED);
            }
            if (model.fraud.blocks(id, limits.fraud(), attempt, model)) {
                refuse(4, id, Reason.FRAUD_BLOCKED);
            }
        }
    }

    private static boolean isReached(int limit, int used) {
        return limit >= 0 && used >= limit;
    }

    /** Returns how many other conversations there are with the number that is called. */
    private int othersCalled(String conversation) {
        return (int) model.calls.values().stream()
                .filter(call -> call.isLive()
                        && call.direction == Direction.INBOUND
                        && call.account.equals(chain.get(0).id())
                        && call.number.equals(attempt.to())
                        && !call.conversation.equals(conversation))
                .map(call -> call.conversation)
                .distinct()
                .count();
    }

    private ModelLevel level(AccountId account, Billing billing, Tariff tariff) {
        return new ModelLevel(account, billing, tariff, null, softened.contains(account));
    }

    private ModelLevel level(AccountId account, ModelLevel below) {
        Limits limits = scene.limits(account);
        if (!limits.enabled()) {
            return level(account, Billing.FREE, null);
        }
        boolean taken = below != null
                && (below.isFlat() || below.billing == Billing.NONE || below.billing == Billing.ALLOTMENT);
        if (taken && !limits.hasTrunks()) {
            return level(account, Billing.NONE, null);
        }
        boolean mayPay = limits.allowPrepay() || limits.allowPostpay();
        Tariff tariff = attempt.to().equals(UNRATED) ? null : scene.tariffs.get(account);
        boolean tooDear = tariff != null
                && (tariff.exceeds(tariff.perMinuteNanos(), limits.caps().perMinuteNanos())
                        || tariff.exceeds(tariff.feeNanos(), limits.caps().surchargeNanos()));
        Optional<Allotment> allotment = allotment(account, limits);
        if (allotment.isPresent()) {
            boolean goesOn = allotment.get().whenUsedUp() == Allotment.WhenUsedUp.CONTINUE;
            Tariff tail = goesOn && mayPay && tariff != null && !tooDear ? tariff.tail() : null;
            return new ModelLevel(account, Billing.ALLOTMENT, tail, free(allotment.get()), softened.contains(account));
        }
        boolean covered = attempt.to().equals(DOMESTIC);
        Billing trunk = covered ? trunk(account, limits) : null;
        if (trunk != null) {
            return level(account, trunk, null);
        }
        if (!mayPay) {
            refuse(6, account, covered ? Reason.TRUNKS_MAX_REACHED : Reason.PER_MINUTE_NOT_ALLOWED);
        } else if (tariff == null) {
            refuse(6, account, Reason.NO_RATE);
        }
        if (tooDear) {
            refuse(6, account, Reason.PRICE_MAX_EXCEEDED);
        }
        return level(account, Billing.PER_MINUTE, tariff);
    }

    /** Returns the allotment for calls like this, the one for its direction first, if it lasts for one second. */
    private Optional<Allotment> allotment(AccountId account, Limits limits) {
        String name = attempt.to().startsWith("+1800")
                ? "tollfree_us"
                : attempt.to().startsWith("+1") ? "did_us" : "international";
        boolean inbound = attempt.direction() == Direction.INBOUND;
        Allotment own = limits.allotments().get((inbound ? "inbound_" : "outbound_") + name);
        Allotment found = own != null ? own : limits.allotments().get(name);
        return Optional.ofNullable(found)
                .filter(each -> free(each).needed(each.noConsumeSeconds() + 1L)
                        <= model.allotments.left(model, account, each, model.allotments.now()));
    }

    private Free free(Allotment allotment) {
        return new Free(
                allotment.name(),
                model.allotments.now(),
                allotment.minimumSeconds(),
                allotment.incrementSeconds(),
                allotment.noConsumeSeconds());
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
        long longest = model.money.longest(call.counted);
        long first = first(call, longest);
        for (List<ModelLevel> poor = poor(call, first); !poor.isEmpty(); poor = poor(call, first)) {
            for (ModelLevel level : poor) {
                hold(level, first);
            }
            first = first(call, longest);
        }
        long expected = model.money.expected(call, longest);
        for (ModelLevel level : call.levels) {
            hold(level, first);
        }
        call.first = call.isHeld() ? first : longest < LONGEST ? longest : ModelCall.NONE;
        call.expected = call.first == ModelCall.NONE ? ModelCall.NONE : expected;
        call.covered = call.first;
        call.reason = reason(call.levels.get(0));
    }

    /** Returns the levels that cannot pay for so long, and do not have to; while the ledger is down nobody new is let pass. */
    private List<ModelLevel> poor(ModelCall call, long first) {
        return call.levels.stream()
                .filter(level -> level.free == null && level.isHeld() && isSoft(level) && !ledgerDown)
                .filter(level -> !isPaid(level, level.cost(first)))
                .toList();
    }

    private long first(ModelCall call, long longest) {
        long unpaid = call.levels.stream()
                .filter(level -> level.billing == Billing.PER_MINUTE && level.isHeld() && level.tariff != null)
                .mapToLong(level -> level.tariff.free())
                .max()
                .orElse(0);
        long quantum = Math.min(longest, Math.max(60, unpaid + 1));
        long first = attempt.renews() ? quantum : unrenewed(call, Math.min(longest, 3600), unpaid, quantum);
        long wanted = first;
        for (ModelLevel level : call.levels) {
            if (level.free != null) {
                long available = model.money.available(level);
                boolean goesOn =
                        level.tariff != null && (isSoft(level) || isPaid(level, tail(level, wanted, available)));
                first = goesOn ? first : Math.min(first, level.free.reach(available));
            }
        }
        return first;
    }

    /** Whoever cannot ask for more gets all there is; where that pays for nothing, a quantum, which is then refused. */
    private long unrenewed(ModelCall call, long most, long unpaid, long quantum) {
        long first = most;
        for (ModelLevel level : call.levels) {
            if (level.isHeld() && (level.tariff != null || level.free != null)) {
                long micros = isSoft(level) ? Long.MAX_VALUE / 2 : spendable(level);
                first = Math.min(first, level.reach(micros, model.money.available(level), LONGEST));
            }
        }
        return first < most && first <= unpaid || first < 1 ? quantum : first;
    }

    private boolean isSoft(ModelLevel level) {
        return scene.limits(level.account).soft(attempt.direction());
    }

    private long spendable(ModelLevel level) {
        return Math.min(model.money.free(level.account), model.money.room(level.account));
    }

    private boolean isPaid(ModelLevel level, long cost) {
        return cost == 0 || cost <= spendable(level) && !ledgerDown;
    }

    /** Returns what so many seconds cost beyond those that are free. */
    private static long tail(ModelLevel level, long seconds, long available) {
        ModelLevel covering = level.copy();
        covering.seconds = level.covering(seconds, available);
        return covering.cost(seconds);
    }

    private void hold(ModelLevel level, long first) {
        if (level.free != null) {
            level.seconds = level.covering(first, model.money.available(level));
            long cost = level.cost(first);
            level.soft |= !isPaid(level, cost);
            level.held = level.soft ? 0 : cost;
            return;
        }
        long cost = level.isHeld() ? level.cost(first) : 0;
        if (cost > 0 && ledgerDown) {
            refuse(7, level.account, Reason.UNAVAILABLE);
        } else if (cost > 0) {
            boolean capped = cost > model.money.room(level.account);
            boolean poor = cost > model.money.free(level.account);
            if (capped) {
                refuse(6, level.account, Reason.SPEND_MAX_REACHED);
            }
            if (poor) {
                refuse(6, level.account, Reason.INSUFFICIENT_CREDIT);
            }
            level.soft = capped || poor;
            level.held = level.soft ? 0 : cost;
        }
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
