package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
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
import org.trunkline.limits.EventCharge;
import org.trunkline.limits.EventCharges;
import org.trunkline.limits.EventSettlement;
import org.trunkline.limits.EventSettlement.LevelCharge;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.EventPostings.Due;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.NodeRole;
import org.trunkline.numbers.NumberOwners;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.rating.EventQuery;
import org.trunkline.rating.EventRate;
import org.trunkline.rating.RateLookup;

/** Charges events: the money is taken in the step in which calls take theirs, then posted, then the answer is given. */
@Component
public final class EventManager implements EventCharges {
    private final AccountTree tree;
    private final NumberPlan numbers;
    private final RateLookup rates;
    private final CallState state;
    private final Ledger ledger;
    private final DecisionBudget budget;
    private final Questions questions;
    private final Clock clock;

    /** What is being charged, by key: a repeat gets what the first one finds. */
    private final Map<String, CompletableFuture<List<Entry>>> underWay = new ConcurrentHashMap<>();

    @Activate
    public EventManager(
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference NumberPlan numbers,
            @Reference NumberOwners owners,
            @Reference RateLookup rates,
            @Reference CallState state,
            @Reference Ledger ledger,
            @Reference DecisionBudget budget,
            @Reference Clock clock) {
        this.tree = tree;
        this.numbers = numbers;
        this.rates = rates;
        this.state = state;
        this.ledger = ledger;
        this.budget = budget;
        this.clock = clock;
        this.questions = new Questions(tree, access, numbers, owners, rates, state);
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
        Patience patience = budget.begin();
        while (true) {
            CompletableFuture<List<Entry>> own = new CompletableFuture<>();
            CompletableFuture<List<Entry>> other = underWay.putIfAbsent(key, own);
            if (other == null) {
                return chargeOrFind(caller, event, key, visible, own, patience);
            }
            List<Entry> entries = entries(key, other, patience);
            if (!entries.isEmpty()) {
                return settled(event, EventPostings.requireSame(event, entries), visible);
            }
            // the other one was refused, and has left nothing: this one may have another body
        }
    }

    /** @param own ends with the entries, or none, when the key is free for the next request */
    private EventSettlement chargeOrFind(
            Caller caller,
            EventCharge event,
            String key,
            Predicate<AccountId> visible,
            CompletableFuture<List<Entry>> own,
            Patience patience) {
        boolean posting = false;
        try {
            List<Entry> before = patience.ask(() -> ledger.posted(key));
            if (!before.isEmpty()) {
                return settled(event, EventPostings.requireSame(event, before), visible);
            }
            Optional<EventSettlement> refused = charge(caller, event, key, visible, own);
            if (refused.isPresent()) {
                return refused.get();
            }
            posting = true;
        } finally {
            if (!posting) {
                underWay.remove(key, own);
                own.complete(List.of());
            }
        }
        return settled(event, EventPostings.requireSame(event, entries(key, own, patience)), visible);
    }

    private List<Entry> entries(String key, CompletableFuture<List<Entry>> coming, Patience patience) {
        try {
            return patience.await(coming)
                    .orElseThrow(() -> new UnavailableException(
                            "database_late", "the ledger does not answer in time: ask again with the same key"));
        } catch (ConflictException e) {
            // another node was first
            return patience.ask(() -> ledger.posted(key));
        }
    }

    /** Takes the money and lets the ledger post it; or says why not. */
    private Optional<EventSettlement> charge(
            Caller caller,
            EventCharge event,
            String key,
            Predicate<AccountId> visible,
            CompletableFuture<List<Entry>> own) {
        Optional<AccountNode> account = questions.account(caller, event.selector());
        if (account.isEmpty()) {
            return Optional.of(refused(event, Refusal.of(Reason.ACCOUNT_UNKNOWN), Optional.empty(), visible));
        }
        Optional<AccountId> id = account.map(AccountNode::id);
        List<AccountNode> chain = tree.chain(account.get().id());
        Optional<Refusal> disabled = Questions.disabled(chain);
        if (disabled.isPresent()) {
            return Optional.of(refused(event, disabled.get(), id, visible));
        }
        Instant now = clock.instant();
        List<Due> dues = dues(chain, event, now);
        List<AccountId> payers = dues.stream().map(due -> due.account().id()).toList();
        Optional<Refusal> refusal =
                state.atomically(Questions.partition(chain), false, payers, book -> take(book, key, dues));
        if (refusal.isPresent()) {
            return Optional.of(refused(event, refusal.get(), id, visible));
        }
        CompletionStage<List<Entry>> coming;
        try {
            coming = ledger.submit(caller, EventPostings.of(event, key, dues, now));
        } catch (RuntimeException e) {
            state.forgive(key, payers);
            throw e;
        }
        // what has been taken stays taken until the ledger has it, however long that is after the answer
        coming.whenComplete((entries, failure) -> {
            state.forgive(key, payers);
            underWay.remove(key, own);
            if (failure == null) {
                own.complete(entries);
            } else {
                own.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
        return Optional.empty();
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
