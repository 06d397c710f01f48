package org.trunkline.limits.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Money;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallExplanation.Line;
import org.trunkline.limits.CallExplanation.Says;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/** Writes down what rules say, in words; of levels that the reader may not see only that one of them refuses (charging §2.7). */
final class TraceWriter implements Trace {
    private static final Map<Reason, String> COUNTED = Map.of(
            Reason.CALLS_MAX_REACHED, "Conversations at once",
            Reason.RESOURCE_CONSUMING_CALLS_MAX_REACHED, "Off-net calls at once",
            Reason.DID_CALLS_MAX_REACHED, "Conversations to this number at once",
            Reason.CALLS_PER_SECOND_MAX_REACHED, "Calls admitted in this second");

    private static final Map<Billing, String> TAKEN = Map.of(
            Billing.FREE, "Takes the call free of charge",
            Billing.ALLOTMENT, "Takes the call from an allotment",
            Billing.FLAT_RATE, "Takes the call on a trunk",
            Billing.FLAT_RATE_BURST, "Takes the call on a burst trunk",
            Billing.PER_MINUTE, "Takes the call charged per minute",
            Billing.NONE,
                    "Takes no part: the level below has the call on a trunk, and this one has no trunks of its own");

    private final Predicate<AccountId> visible;
    private final List<Line> lines = new ArrayList<>();

    TraceWriter(Predicate<AccountId> visible) {
        this.visible = visible;
    }

    List<Line> lines() {
        return lines;
    }

    /** Of all refusals that count, tells of those by levels that the reader may not see. */
    void upstream(List<Refusal> refusals) {
        if (refusals.stream()
                .anyMatch(
                        each -> each.by().isPresent() && !visible.test(each.by().get()))) {
            Reason reason = Reason.UPSTREAM_UNAVAILABLE;
            lines.add(new Line(reason.step(), Optional.empty(), Says.REFUSES, Optional.of(reason), reason.message()));
        }
    }

    void emergency() {
        lines.add(new Line(
                1,
                Optional.empty(),
                Says.PASSES,
                Optional.of(Reason.EMERGENCY),
                "Emergency number: never refused, nothing is held, no limit is asked"));
    }

    void levels(Question question) {
        if (question.callBack()) {
            say(
                    4,
                    question.levels().get(0).account().id(),
                    Says.SKIPPED,
                    Reason.EMERGENCY,
                    "An emergency call was made within the last hour: calls back pass all counts and trunks");
        }
        if (question.tollFree() || question.onNet()) {
            say(
                    5,
                    question.levels().get(0).account().id(),
                    Says.PASSES,
                    question.onNet() ? Reason.ON_NET : Reason.TOLL_FREE,
                    question.onNet()
                            ? "Both numbers are ours: free on every level"
                            : "Toll-free number: free on every level where it is called");
        }
    }

    @Override
    public void standsBy() {
        lines.add(new Line(
                7,
                Optional.empty(),
                Says.REFUSES,
                Optional.of(Reason.UNAVAILABLE),
                "Another node decides; this one refuses all calls but emergency calls"));
    }

    @Override
    public void enabled(AccountNode node, int distance, boolean enabled) {
        String whose = distance == 0 ? "The account " : "The account above, ";
        say(
                2,
                node.id(),
                enabled ? Says.PASSES : Says.REFUSES,
                Reason.ACCOUNT_DISABLED,
                whose + node.name() + (enabled ? " is enabled" : " is disabled"));
    }

    @Override
    public void number(String number, String classification, boolean invalid) {
        lines.add(new Line(
                2,
                Optional.empty(),
                invalid ? Says.REFUSES : Says.PASSES,
                Optional.of(Reason.NUMBER_INVALID),
                invalid
                        ? number + " is no number that can be called"
                        : "The number " + number + " is of the class " + classification));
    }

    @Override
    public void restriction(AccountNode node, int distance, String classification, boolean refused) {
        String field = distance == 0 ? "call_restriction" : "call_restriction_below";
        say(
                3,
                node.id(),
                refused ? Says.REFUSES : Says.PASSES,
                Reason.DESTINATION_RESTRICTED,
                node.name() + (refused ? " denies" : " does not deny") + " the class " + classification + " (" + field
                        + ")");
    }

    @Override
    public void skipped(AskedLevel level, Reason why) {
        say(4, level, Says.SKIPPED, why, "Limits are switched off: this level neither counts nor charges");
    }

    @Override
    public void counted(AskedLevel level, Reason rule, long used, long max, boolean refused) {
        say(
                4,
                level,
                refused ? Says.REFUSES : Says.PASSES,
                rule,
                COUNTED.get(rule) + ": " + used + " before this call, at most " + max);
    }

    @Override
    public void suspicious(Suspicion suspicion) {
        String what =
                switch (suspicion.outcome()) {
                    case CHALLENGE -> "refused until an administrator of the account allows it";
                    case BLOCK -> "refused until a reseller above allows it";
                    case ALERT, OFF -> "let through and told";
                };
        say(
                4,
                suspicion.level(),
                suspicion.refuses() ? Says.REFUSES : Says.PASSES,
                Reason.FRAUD_BLOCKED,
                "Fraud guard, rule " + suspicion.ruleName() + ": " + suspicion.why() + "; "
                        + (suspicion.passed() ? "somebody has allowed this" : what));
    }

    @Override
    public void trunks(AskedLevel level, long overInbound, long overOutbound, boolean fits) {
        Limits.Trunks trunks = level.limits().allTrunks();
        say(
                6,
                level,
                fits ? Says.PASSES : Says.SKIPPED,
                Reason.FLAT_RATE,
                "Trunks: with this call " + overInbound + " inbound and " + overOutbound
                        + " outbound are beyond their own trunks (" + count(trunks.inbound()) + " inbound, "
                        + count(trunks.outbound()) + " outbound), for " + count(trunks.twoway()) + " two-way and "
                        + count(trunks.burst()) + " burst trunks" + bundled(level.limits()) + ": "
                        + (fits ? "one is left" : "none is left, so the call would be charged per minute"));
    }

    @Override
    public void allotment(AskedLevel level, Allotment allotment, long leftSeconds, boolean fits) {
        String then = allotment.whenUsedUp() == Allotment.WhenUsedUp.END
                ? "then the call ends"
                : "then it is charged per minute, where that is allowed and can be paid";
        say(
                6,
                level,
                fits ? Says.PASSES : Says.SKIPPED,
                Reason.ALLOTMENT,
                "Allotment " + allotment.name() + ": " + Math.max(0, leftSeconds) + " of " + allotment.amountSeconds()
                        + " seconds are left in this cycle ("
                        + allotment.cycle().wireName() + "), "
                        + (fits ? then : "too few for a call"));
    }

    @Override
    public void priced(AskedLevel level, Rate rate, boolean refused) {
        Limits.Caps caps = level.limits().caps();
        Price price = rate.price();
        say(
                6,
                level,
                refused ? Says.REFUSES : Says.PASSES,
                Reason.PRICE_MAX_EXCEEDED,
                "Price by rate " + rate.id() + ": " + nanos(price.perMinuteNanos()) + " " + rate.currency()
                        + " a minute, at most " + nanos(caps.perMinuteNanos()) + "; " + nanos(price.surchargeNanos())
                        + " a connection, at most " + nanos(caps.surchargeNanos())
                        + " (compared after discount and exchange)");
    }

    @Override
    public void money(AskedLevel level, Reason rule, long costMicros, long roomMicros, boolean refused) {
        String currency = level.account().currency();
        String what = rule == Reason.SPEND_MAX_REACHED ? " may still be spent before a cap is reached" : " is free";
        say(
                6,
                level,
                refused ? Says.REFUSES : Says.PASSES,
                rule,
                "The first part of the call costs " + micros(costMicros) + " " + currency + ", " + micros(roomMicros)
                        + " " + currency + what);
    }

    @Override
    public void refused(AskedLevel level, Reason reason) {
        say(reason.step(), level, Says.REFUSES, reason, reason.message());
    }

    @Override
    public void softened(AskedLevel level, Reason reason) {
        say(
                reason.step(),
                level,
                Says.PASSED_SOFTLY,
                reason,
                "The soft limit lets the call pass all the same; it is flagged");
    }

    @Override
    public void taken(AskedLevel level, Billing billing) {
        if (visible.test(level.account().id())) {
            Optional<AccountId> account = Optional.of(level.account().id());
            lines.add(new Line(6, account, Says.TAKES, Optional.empty(), TAKEN.get(billing)));
        }
    }

    private void say(int step, AskedLevel level, Says says, Reason reason, String text) {
        say(step, level.account().id(), says, reason, text);
    }

    private void say(int step, AccountId account, Says says, Reason reason, String text) {
        if (visible.test(account)) {
            lines.add(new Line(step, Optional.of(account), says, Optional.of(reason), text));
        }
    }

    private static String bundled(Limits limits) {
        Limits.Bundle bundle = limits.bundle();
        return bundle.any() ? " (with those of " + bundle.users() + " users and " + bundle.devices() + " devices)" : "";
    }

    private static String count(int trunks) {
        return trunks == Limits.UNLIMITED ? "any number of" : Integer.toString(trunks);
    }

    private static String micros(long micros) {
        return micros == Long.MAX_VALUE ? "any amount" : plain(Money.fromMicros(micros));
    }

    private static String nanos(long nanos) {
        return nanos == Limits.UNLIMITED ? "anything" : plain(Money.fromNanos(nanos));
    }

    private static String plain(BigDecimal value) {
        return value.toPlainString();
    }
}
