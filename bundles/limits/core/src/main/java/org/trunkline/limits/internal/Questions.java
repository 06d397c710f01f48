package org.trunkline.limits.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Permission;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.numbers.NumberFacts;
import org.trunkline.numbers.NumberOwners;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.rating.CallRates;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateLookup;
import org.trunkline.rating.RateQuery;

/** Finds out what an attempt asks: whose call, to which number, who pays (charging §1 and steps 1-3 of §2). */
final class Questions {
    private static final Duration CALL_BACK_TIME = Duration.ofMinutes(60);

    /** Whose emergency numbers count for a caller that nobody knows. */
    private static final String COUNTRY_UNKNOWN = "US";

    private static final CallRates NO_RATES = new CallRates(List.of(), Optional.empty());

    private static final String FIRST_LEG = "a";

    private final AccountTree tree;
    private final Access access;
    private final NumberPlan numbers;
    private final NumberOwners owners;
    private final RateLookup rates;
    private final CallState state;
    private final Standings standings;

    /** Of calls that are named by the account. */
    Questions(AccountTree tree, Access access, NumberPlan numbers, RateLookup rates, CallState state) {
        this(tree, access, numbers, number -> Optional.empty(), rates, state);
    }

    /** @param owners finds the accounts of calls that are named by a number */
    Questions(
            AccountTree tree,
            Access access,
            NumberPlan numbers,
            NumberOwners owners,
            RateLookup rates,
            CallState state) {
        this.tree = tree;
        this.access = access;
        this.numbers = numbers;
        this.owners = owners;
        this.rates = rates;
        this.state = state;
        standings = new Standings(tree, state);
    }

    /** Returns the account that the switch means, if there is one inside the scope of the switch. */
    Optional<AccountNode> account(Caller caller, AccountSelector selector) {
        return any(selector).filter(node -> access.allows(caller, node.id(), Permission.CALL_ADMIT));
    }

    /** Emergency calls go first, by the digits as dialled; whoever calls, even nobody we know, beyond any scope. */
    boolean isEmergency(CallAttempt attempt) {
        return attempt.direction() == Direction.OUTBOUND
                && !attempt.to().startsWith("+")
                && numbers.isEmergency(attempt.to(), country(attempt));
    }

    /** Returns the entry of an emergency call; of nobody where the switch does not reach the account. */
    CallEntry emergency(Caller caller, CallAttempt attempt, String fingerprint, Instant now) {
        List<AccountNode> chain = account(caller, attempt.selector())
                .map(node -> tree.chain(node.id()))
                .orElse(List.of());
        return Entries.emergency(
                attempt,
                fingerprint,
                conversation(attempt),
                chain,
                node -> node.id().equals(chain.get(0).id())
                        || isLevelAbove(node)
                        || state.limits(node.id()).applyToDescendants(),
                chain.isEmpty() ? tree.root().id() : partition(chain),
                numbers.isEmergencyTest(attempt.to(), country(attempt)),
                now);
    }

    private String country(CallAttempt attempt) {
        return any(attempt.selector()).map(AccountNode::country).orElse(COUNTRY_UNKNOWN);
    }

    /**
     * Legs that belong together are one conversation (charging §2.4). Switches name the other leg on one of the two, or on
     * both: whoever comes second joins what the first has begun. A leg that is over joins nobody any more.
     */
    private String conversation(CallAttempt attempt) {
        String switchId = attempt.key().switchId();
        String leg = attempt.key().leg();
        String first = attempt.otherLegCallId().orElse(attempt.key().callId());
        if (attempt.otherLegCallId().isEmpty() && leg.equals(FIRST_LEG)) {
            // nobody has begun it: what is under this key itself is no other leg
            return switchId + "/" + first;
        }
        return state.find(new CallKey(switchId, first, leg))
                .or(() -> state.find(new CallKey(switchId, first, FIRST_LEG)))
                .map(CallEntry::conversation)
                .orElse(switchId + "/" + first);
    }

    /** Returns what refuses the call before any level is asked, the verdict first (steps 2 and 3). */
    List<Refusal> refusals(Question question, Trace trace) {
        List<AccountNode> chain = question.chain();
        List<Refusal> refusals = new ArrayList<>(0);
        for (int distance = 0; distance < chain.size(); distance++) {
            refuseDisabled(chain.get(distance), distance, refusals, trace);
        }
        String classification = question.classification();
        boolean invalid = !question.inE164() && !question.onNet();
        trace.number(question.number(), classification, invalid);
        if (invalid) {
            refusals.add(new Refusal(Reason.NUMBER_INVALID, Optional.empty(), 0));
        }
        if (question.direction() == Direction.OUTBOUND) {
            for (int distance = 0; distance < chain.size(); distance++) {
                refuseRestricted(chain.get(distance), distance, classification, refusals, trace);
            }
        }
        refusals.sort(Refusal.PRECEDENCE);
        return refusals;
    }

    private static void refuseDisabled(AccountNode node, int distance, List<Refusal> refusals, Trace trace) {
        trace.enabled(node, distance, node.enabled());
        if (!node.enabled()) {
            refusals.add(new Refusal(Reason.ACCOUNT_DISABLED, Optional.of(node.id()), distance));
        }
    }

    /** The account's own restriction, or one that an ancestor laid on all below it; never an ancestor's own. */
    private static void refuseRestricted(
            AccountNode node, int distance, String classification, List<Refusal> refusals, Trace trace) {
        boolean restricted = distance == 0
                ? node.restricted().contains(classification)
                : node.restrictedBelow().contains(classification);
        trace.restriction(node, distance, classification, restricted);
        if (restricted) {
            refusals.add(new Refusal(Reason.DESTINATION_RESTRICTED, Optional.of(node.id()), distance));
        }
    }

    static Optional<Refusal> disabled(List<AccountNode> chain) {
        List<Refusal> refusals = new ArrayList<>(0);
        for (int distance = 0; distance < chain.size(); distance++) {
            refuseDisabled(chain.get(distance), distance, refusals, Trace.NONE);
        }
        return refusals.stream().findFirst();
    }

    Question question(AccountNode account, CallAttempt attempt, boolean onNet, String fingerprint, Instant now) {
        Standing standing = standings.of(account);
        NumberFacts facts = numbers.facts(attempt.to(), account.country());
        Optional<String> e164 = facts.e164();
        boolean inbound = attempt.direction() == Direction.INBOUND;
        CallRates found = e164.isEmpty()
                ? NO_RATES
                : rates.findAll(standing.parties().payers(), !onNet, query(attempt, account, e164.get(), now));
        return new Question(
                attempt,
                fingerprint,
                e164.orElse(attempt.to()),
                e164.isPresent(),
                facts.classifier().name(),
                facts.covered(inbound),
                facts.tollFree(),
                onNet,
                inbound || onNet ? "" : abroad(facts, account),
                standing,
                levels(standing, found.paid()),
                inbound && isCallBack(account),
                found.carrierCost().map(cost -> carrier(tree.root(), cost)),
                conversation(attempt),
                now);
    }

    /** Returns the levels with what each of them pays; root, whose level is the only one then, pays nobody. */
    private static List<AskedLevel> levels(Standing standing, List<Optional<Rate>> paid) {
        List<AskedLevel> parties = standing.parties().levels();
        AskedLevel[] levels = new AskedLevel[parties.size()];
        for (int i = 0; i < levels.length; i++) {
            AskedLevel level = parties.get(i);
            levels[i] = i < paid.size() ? level.paying(paid.get(i)) : level;
        }
        return Arrays.asList(levels);
    }

    private static String abroad(NumberFacts facts, AccountNode account) {
        String country = facts.tollFree() ? "" : facts.country().orElse("");
        return country.equals(account.country()) ? "" : country;
    }

    static boolean isLevelAbove(AccountNode node) {
        return node.reseller() && !node.isRoot();
    }

    /** Returns the account just below root, or root itself for its own calls. */
    static AccountId partition(List<AccountNode> chain) {
        return chain.get(Math.max(0, chain.size() - 2)).id();
    }

    Optional<AccountNode> any(AccountSelector selector) {
        if (selector instanceof AccountSelector.ById byId) {
            return tree.find(byId.account());
        }
        if (selector instanceof AccountSelector.ByRealm byRealm) {
            return tree.findByRealm(byRealm.realm());
        }
        return owners.owner(((AccountSelector.ByDid) selector).number()).flatMap(tree::find);
    }

    private boolean isCallBack(AccountNode account) {
        return state.lastEmergency(account.id())
                .filter(call -> state.steady().instant().isBefore(call.plus(CALL_BACK_TIME)))
                .isPresent();
    }

    /** Returns what a call is rated by, at the time when it starts. */
    private RateQuery query(CallAttempt attempt, AccountNode account, String e164, Instant at) {
        // copying what is empty costs as much as a rate
        Set<String> options = attempt.flags().isEmpty() ? Set.of() : Set.copyOf(attempt.flags());
        return query(e164, attempt.direction(), attempt.from(), options, account.country(), at);
    }

    private RateQuery query(
            String e164, Direction direction, String from, Set<String> options, String country, Instant at) {
        Optional<String> caller = numbers.facts(from, country).e164().map(Questions::digits);
        return new RateQuery(digits(e164), direction, caller, options, Optional.of(at));
    }

    /** Returns what a call of the past was rated by. */
    RateQuery query(CallEntry call) {
        String country =
                call.account().flatMap(tree::find).map(AccountNode::country).orElse(COUNTRY_UNKNOWN);
        return query(
                call.number(), call.direction(), call.from(), call.facts().options(), country, call.authorizedAt());
    }

    private static String digits(String e164) {
        return e164.startsWith("+") ? e164.substring(1) : e164;
    }

    /** Root pays it, without a hold: it is no limit. */
    static CallEntry.Level carrier(AccountNode root, Rate cost) {
        return new CallEntry.Level(
                root.id(), root.id(), Billing.PER_MINUTE, Optional.empty(), 0, root.currency(), Optional.of(cost), 0);
    }
}
