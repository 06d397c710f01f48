package org.trunkline.limits.internal;

import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallEndConflict;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.spi.CallDetailStore;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.NodeRole;

/**
 * Settles ended calls, each once per level (charging §4): journal, ledger, call record, journal. Whatever happens between
 * two of these steps, the next attempt goes on where the last one stopped; keys keep it from charging twice.
 */
@Component(service = Settlements.class)
public final class Settlements {
    private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);
    private static final long RETRY_MILLIS = 2_000;

    /** A ledger that commits nothing from one look to the next while an end waits for it counts as down. */
    private static final long LEDGER_LOOK_MILLIS = 1_500;

    private static final int REPRICED_MAX = 10_000;

    private final CallState state;
    private final CallRecordStore records;
    private final DecisionBudget budget;
    private final ScheduledExecutorService retries;
    private final ScheduledExecutorService looks;
    private final Poster poster;
    private final Backlog backlog;
    private final Leases leases;
    private final Bills bills;

    /** Calls that were settled anew a moment ago, by the key of their posting. */
    private final Map<CallKey, String> repricing = Collections.synchronizedMap(new LatestOnly<>(REPRICED_MAX));

    private final RefusedWriter refused;

    @Activate
    public Settlements(
            @Reference CallState state,
            @Reference Ledger ledger,
            @Reference CallRecordStore records,
            @Reference CallDetailStore details,
            @Reference DecisionBudget budget,
            @Reference Clock clock) {
        this(state, ledger, records, details, budget, clock, Daemons::named);
    }

    /** @param threads by name, who does what is to be done again and again, and what is done in groups */
    public Settlements(
            CallState state,
            Ledger ledger,
            CallRecordStore records,
            CallDetailStore details,
            DecisionBudget budget,
            Clock clock,
            Function<String, ScheduledExecutorService> threads) {
        this.state = state;
        this.records = records;
        this.budget = budget;
        this.poster = new Poster(state, ledger, records, threads.apply("trunkline-call-records"));
        this.backlog = new Backlog(state, poster);
        this.leases = new Leases(state, clock);
        this.bills = new Bills(state, clock);
        this.refused = new RefusedWriter(state.refused(), details, threads.apply("trunkline-refused-calls"));
        retries = threads.apply("trunkline-settlement-retry");
        retries.scheduleWithFixedDelay(this::goOn, 0, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        // a thread of its own: the one above waits for the ledger
        looks = threads.apply("trunkline-ledger-looks");
        looks.scheduleWithFixedDelay(this::lookAtLedger, LEDGER_LOOK_MILLIS, LEDGER_LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    public void close() {
        looks.shutdown();
        retries.shutdown();
        try {
            retries.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refused.close();
        poster.close();
    }

    /** Returns when all attempts that were refused until now are recorded. */
    void storeRefused() {
        refused.writeAll();
    }

    /** Returns whether ended calls wait because the ledger cannot be reached: then nothing new is charged per minute. */
    boolean isLedgerDown() {
        return poster.isLedgerDown();
    }

    /** Looks whether the ledger gets on. */
    void lookAtLedger() {
        poster.look();
    }

    /** Returns the patience of a request of a switch that comes in now. */
    Patience patience() {
        return budget.begin();
    }

    /** @param patience when it is over, the settlement is safe in the journal, and goes on */
    CallSettlement settle(
            SwitchIdentity asking,
            CallEnd end,
            Supplier<Optional<CallEntry>> unauthorized,
            Predicate<AccountId> visible,
            Patience patience) {
        // in this order: a call that ends at this moment is found in one of the two
        Optional<CallEntry> live = state.find(end.key());
        // what a call was charged before stands under its first id
        Optional<Known> known = live.isEmpty()
                ? known(end.key(), patience)
                : live.filter(CallEntry::revived).map(CallEntry::key).flatMap(key -> known(key, patience));
        if (live.isEmpty() && known.isPresent() && !known.get().isOpenTo(end)) {
            return same(end, known.get().toldSeconds(), settlement(known.get(), patience), visible);
        }
        if (live.isEmpty() && known.isEmpty() && state.role() == NodeRole.STANDS_BY) {
            // the node that decides may know it: it would be billed twice
            throw new UnavailableException("standing_by", "another node decides over calls");
        }
        if (live.isEmpty() && known.isPresent() && !known.get().isLease() && !asking.mayCorrect()) {
            throw new CallEndConflict(end.key().callId(), visible(settlement(known.get(), patience), visible));
        }
        EndedCall ended = ended(asking, end, live, known, unauthorized);
        state.sync();
        CallSettlement settlement =
                poster.post(ended, patience).orElseGet(() -> CallPostings.settlement(ended, ended.postingKey(), false));
        return same(end, ended.toldSeconds(), settlement, visible);
    }

    /** Returns what the ledger has of it now, where its record does not tell yet. */
    private CallSettlement settlement(Known known, Patience patience) {
        return known.waiting()
                .flatMap(waiting -> poster.post(waiting, patience))
                .orElse(known.settlement());
    }

    /** Returns what was settled for a call so far, in whatever way. */
    Optional<Known> known(CallKey key, Patience patience) {
        Optional<EndedCall> waiting = state.unposted(key);
        if (waiting.isPresent()) {
            EndedCall latest = waiting.get();
            return Optional.of(new Known(
                    latest.toldSeconds(),
                    CallPostings.settlement(latest, latest.postingKey(), false),
                    waiting,
                    waiting));
        }
        return patience.ask(() -> found(key)).map(this::known);
    }

    private Known known(CallRecord record) {
        return new Known(
                record.billedSeconds(),
                SettlementJson.parse(record.key(), record.settlement()),
                Optional.empty(),
                record.frozen().map(state::thawed));
    }

    /**
     * Settles a call of the past anew, at other prices for the same seconds; only the difference is posted, by {@link
     * #post}. The record must just have been read.
     *
     * @param priced the call as it should have been charged; with the same payers
     * @return empty where nothing changes, or somebody else settles it at this moment
     */
    Optional<EndedCall> reprice(CallRecord record, UnaryOperator<CallEntry> priced) {
        CallKey key = record.key();
        Known known =
                state.unposted(key).isPresent() ? known(key, Patience.ENDLESS).orElseThrow() : known(record);
        Optional<EndedCall> repriced = known.ended().flatMap(latest -> Repriced.of(latest, known.before(), priced));
        return repriced.flatMap(changed -> state.atomically(
                changed.call().partition(), false, changed.call().counted(), book -> {
                    Optional<String> latest = state.unposted(key)
                            .or(() -> state.lately(key))
                            .map(EndedCall::postingKey)
                            .filter(other ->
                                    !known.ended().orElseThrow().postingKeys().contains(other));
                    boolean live = state.find(key).isPresent();
                    if (latest.isPresent() || live) {
                        return Optional.empty();
                    }
                    repricing.put(key, changed.postingKey());
                    book.end(changed);
                    return Optional.of(changed);
                }));
    }

    /** Posts what is safe in the journal; what cannot be posted now waits and is posted later. */
    void post(List<EndedCall> settled) {
        settled.stream().map(poster::postForGood).toList().forEach(Patience.ENDLESS::await);
    }

    /** An id that has replaced another one leads to the record of the first. */
    private Optional<CallRecord> found(CallKey key) {
        return records.find(key).flatMap(record -> SettlementJson.replaces(record.settlement())
                .map(first -> records.find(new CallKey(key.switchId(), first, key.leg())))
                .orElse(Optional.of(record)));
    }

    /** Returns a call that its lease has settled, as it goes on; empty if it does not. */
    Optional<CallEntry> revived(Known known) {
        return known.ended()
                .filter(EndedCall::isLease)
                .filter(settled -> state.steady().instant().isBefore(Leases.lastBound(settled.call())))
                .map(settled -> settled.call()
                        .revived(
                                settled.costMicros(),
                                settled.billedSeconds(),
                                state.steady().instant()));
    }

    private static CallSettlement same(
            CallEnd end, long toldSeconds, CallSettlement stored, Predicate<AccountId> visible) {
        if (toldSeconds != end.billedSeconds()) {
            throw new CallEndConflict(end.key().callId(), visible(stored, visible));
        }
        return visible(stored, visible);
    }

    /** The first end counts: whoever comes second while it is being settled gets what the first has found. */
    private EndedCall ended(
            SwitchIdentity asking,
            CallEnd end,
            Optional<CallEntry> live,
            Optional<Known> known,
            Supplier<Optional<CallEntry>> unauthorized) {
        Optional<EndedCall> before = known.flatMap(Known::ended);
        CallEntry call = live.or(() -> before.map(EndedCall::call))
                .or(unauthorized)
                .orElseThrow(() -> new NotFoundException(end.key().callId()));
        return state.atomically(call.partition(), false, call.counted(), book -> {
            requireSettledPrice(end.key(), before);
            Optional<EndedCall> other = state.unposted(end.key())
                    .or(() -> state.lately(end.key()))
                    .filter(latest ->
                            before.isEmpty() || !before.get().postingKeys().contains(latest.postingKey()));
            if (other.isPresent() && state.find(end.key()).isEmpty()) {
                return other.get();
            }
            CallEntry latest = state.find(end.key()).orElse(call);
            boolean authorized =
                    live.isPresent() || before.map(EndedCall::authorized).orElse(false);
            EndedCall ended = bills.of(asking, end, latest, authorized, known, book);
            book.end(ended);
            return ended;
        });
    }

    /** Whoever has read the record before its price was corrected reads it again. */
    private void requireSettledPrice(CallKey key, Optional<EndedCall> before) {
        String repriced = repricing.get(key);
        if (repriced != null
                && before.filter(known -> known.postingKeys().contains(repriced))
                        .isEmpty()) {
            throw new UnavailableException("repricing", "the price of this call has just been corrected: ask again");
        }
    }

    private void goOn() {
        try {
            settleLeases();
        } catch (RuntimeException e) {
            // the outermost frame of this thread: the next round tries again, and tells again
            LOG.error("Leases not settled: reason={}", e.toString(), e);
        }
        backlog.postWhatStillWaits(Patience.ENDLESS);
    }

    /** Posts what waits, as far as patience goes. */
    void postAll(Patience patience) {
        backlog.postAll(patience);
    }

    /** Settles the calls of which nobody has spoken for too long; only where no other node may have settled them. */
    void settleLeases() {
        if (state.role() != NodeRole.LEADS) {
            return;
        }
        leases.over().forEach(call -> settleLease(call, leases::isOver, Patience.ENDLESS));
    }

    /** @param still whether the call as it is in the end is to be settled */
    void settleLease(CallEntry call, Predicate<CallEntry> still, Patience patience) {
        settle(call, still, List.of(EndedCall.LEASE_FLAG), patience);
    }

    /** Settles a call that was ended by hand, as its lease would; it does not go on. */
    void hangUp(CallEntry call) {
        Patience patience = patience();
        settle(call, seen -> true, List.of(EndedCall.LEASE_FLAG, EndedCall.HANGUP_FLAG), patience);
        state.sync();
        backlog.postAll(patience);
    }

    private void settle(CallEntry call, Predicate<CallEntry> still, List<String> flags, Patience patience) {
        Optional<Known> known = known(call.key(), patience);
        boolean elsewhere = known.isPresent() && !call.revived();
        if (elsewhere) {
            leases.drop(call);
        } else {
            leases.settle(call, still, flags, known.map(Known::before), known.flatMap(Known::ended));
        }
    }

    /** The switch sees the levels of its scope only. */
    private static CallSettlement visible(CallSettlement settlement, Predicate<AccountId> visible) {
        return new CallSettlement(
                settlement.key(),
                settlement.authorized(),
                settlement.posted(),
                settlement.flags(),
                settlement.levels().stream()
                        .filter(level -> visible.test(level.account()))
                        .toList(),
                Optional.empty());
    }
}
