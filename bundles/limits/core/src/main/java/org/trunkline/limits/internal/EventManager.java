package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.Posting;
import org.trunkline.limits.EventCharge;
import org.trunkline.limits.EventCharges;
import org.trunkline.limits.EventSettlement;
import org.trunkline.limits.EventSettlement.LevelCharge;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.EventPostings.Due;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.NodeRole;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.rating.EventQuery;
import org.trunkline.rating.EventRate;
import org.trunkline.rating.RateLookup;

/** Charges events: the money is taken in the step in which calls take theirs, then posted, then the answer is given. */
@Component
public final class EventManager implements EventCharges {
    /** Requests with one key go one after the other; a thousand keys go at once. */
    private static final int LOCKS = 1_024;

    private final AccountTree tree;
    private final NumberPlan numbers;
    private final RateLookup rates;
    private final CallState state;
    private final Ledger ledger;
    private final Questions questions;
    private final Clock clock;
    private final List<Object> locks =
            IntStream.range(0, LOCKS).mapToObj(each -> new Object()).toList();

    @Activate
    public EventManager(
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference NumberPlan numbers,
            @Reference RateLookup rates,
            @Reference CallState state,
            @Reference Ledger ledger,
            @Reference Clock clock) {
        this.tree = tree;
        this.numbers = numbers;
        this.rates = rates;
        this.state = state;
        this.ledger = ledger;
        this.clock = clock;
        this.questions = new Questions(tree, access, numbers, rates, state);
    }

    @Override
    public EventSettlement charge(Caller caller, EventCharge event) {
        if (caller.kind() != Caller.Kind.SWITCH) {
            throw new ForbiddenException("only a switch charges events");
        }
        if (state.role() != NodeRole.LEADS) {
            throw new UnavailableException("standing_by", "another node decides, or the database is out of reach");
        }
        Predicate<AccountId> visible = account -> tree.contains(caller.account(), account);
        String key = EventPostings.key(caller.name(), event);
        synchronized (locks.get(Math.floorMod(key.hashCode(), LOCKS))) {
            List<Entry> before = ledger.posted(key);
            return before.isEmpty()
                    ? charge(caller, event, key, visible)
                    : settled(event, EventPostings.requireSame(event, before), visible);
        }
    }

    private EventSettlement charge(Caller caller, EventCharge event, String key, Predicate<AccountId> visible) {
        Optional<AccountNode> account = questions.account(caller, event.selector());
        if (account.isEmpty()) {
            return refused(event, Refusal.of(Reason.ACCOUNT_UNKNOWN), Optional.empty(), visible);
        }
        Optional<AccountId> id = account.map(AccountNode::id);
        List<AccountNode> chain = tree.chain(account.get().id());
        Optional<Refusal> disabled = Questions.disabled(chain);
        if (disabled.isPresent()) {
            return refused(event, disabled.get(), id, visible);
        }
        Instant now = clock.instant();
        List<Due> dues = dues(chain, event, now);
        Optional<Refusal> refusal = state.atomically(Questions.partition(chain), false, book -> take(book, key, dues));
        if (refusal.isPresent()) {
            return refused(event, refusal.get(), id, visible);
        }
        try {
            Posting posting = EventPostings.of(event, key, dues, now);
            return settled(event, ledger.post(caller, posting), visible);
        } catch (ConflictException e) {
            // another node was first
            return settled(event, EventPostings.requireSame(event, ledger.posted(key)), visible);
        } finally {
            state.forgive(key, dues.stream().map(due -> due.account().id()).toList());
        }
    }

    private List<Due> dues(List<AccountNode> chain, EventCharge event, Instant now) {
        Optional<String> digits = event.to()
                .flatMap(to -> numbers.toE164(to, chain.get(0).country()))
                .map(e164 -> e164.substring(1));
        EventQuery query = new EventQuery(event.service(), digits, Optional.of(now));
        List<Due> dues = new ArrayList<>();
        for (int distance = 0; distance < chain.size(); distance++) {
            AccountNode node = chain.get(distance);
            if (distance == 0 || Questions.isLevelAbove(node)) {
                boolean free = node.isRoot() || !state.limits(node.id()).enabled();
                Optional<EventRate> rate = free ? Optional.empty() : rates.event(node.id(), query);
                AccountId seller = tree.seller(node.id()).map(AccountNode::id).orElse(node.id());
                dues.add(new Due(node, seller, distance, free, rate, cost(rate, event.quantity())));
            }
        }
        return dues;
    }

    /** An amount that no account can have is one that none can pay. */
    private static long cost(Optional<EventRate> rate, long quantity) {
        try {
            return rate.isPresent() ? rate.get().price().costMicros(quantity) : 0;
        } catch (ArithmeticException tooBig) {
            return Long.MAX_VALUE;
        }
    }

    /** Takes the money of all levels, or says why of none. */
    private Optional<Refusal> take(CallBook book, String key, List<Due> dues) {
        List<Refusal> refusals = new ArrayList<>();
        for (Due due : dues) {
            AccountId account = due.account().id();
            if (!due.free() && due.rate().isEmpty()) {
                refusals.add(new Refusal(Reason.NO_RATE, Optional.of(account), due.distance()));
            } else if (due.costMicros() > 0
                    && due.costMicros() > Credit.freeMicros(state.limits(account), book.usage(account))) {
                refusals.add(new Refusal(Reason.INSUFFICIENT_CREDIT, Optional.of(account), due.distance()));
            }
        }
        if (refusals.isEmpty()) {
            dues.stream()
                    .filter(due -> due.costMicros() > 0)
                    .forEach(due -> book.owe(key, due.account().id(), due.costMicros()));
        }
        return refusals.stream().min(Refusal.PRECEDENCE);
    }

    private static EventSettlement refused(
            EventCharge event, Refusal refusal, Optional<AccountId> account, Predicate<AccountId> visible) {
        boolean hidden = refusal.by().isPresent() && !visible.test(refusal.by().get());
        return new EventSettlement(
                event.key(),
                Optional.of(hidden ? Reason.UPSTREAM_UNAVAILABLE : refusal.reason()),
                hidden ? Optional.empty() : refusal.by(),
                account,
                List.of());
    }

    private static EventSettlement settled(EventCharge event, List<Entry> entries, Predicate<AccountId> visible) {
        return new EventSettlement(
                event.key(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(entries.get(0).line().callingAccount()),
                entries.stream()
                        .filter(entry -> visible.test(entry.line().account()))
                        .map(entry -> new LevelCharge(
                                entry.line().account(),
                                entry.line().amountMicros(),
                                entry.line().currency(),
                                entry.id()))
                        .toList());
    }
}
