package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
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

    /** Seconds after the hard stop that are the latency of the BYE, not talk. */
    private static final long STOP_LATENCY_SECONDS = 2;

    /** How much more than the time that has passed a switch may bill. */
    private static final long IMPLAUSIBLE_AFTER_SECONDS = 60;

    private final CallState state;
    private final CallRecordStore records;
    private final Clock clock;
    private final ScheduledExecutorService retries;
    private final Poster poster;
    private final Leases leases;
    private final RefusedWriter refused;

    @Activate
    public Settlements(
            @Reference CallState state,
            @Reference Ledger ledger,
            @Reference CallRecordStore records,
            @Reference CallDetailStore details,
            @Reference Clock clock) {
        this.state = state;
        this.records = records;
        this.clock = clock;
        this.poster = new Poster(state, ledger, records);
        this.leases = new Leases(state, clock);
        this.refused = new RefusedWriter(state.refused(), details);
        retries = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "trunkline-settlement-retry");
            thread.setDaemon(true);
            return thread;
        });
        retries.scheduleWithFixedDelay(this::goOn, 0, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
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

    CallSettlement settle(
            Caller caller,
            SwitchIdentity asking,
            CallEnd end,
            Supplier<Optional<CallEntry>> unauthorized,
            Predicate<AccountId> visible) {
        // in this order: a call that ends at this moment is found in one of the two
        Optional<CallEntry> live = state.find(end.key());
        Optional<Known> known = live.isPresent() && !live.get().revived() ? Optional.empty() : known(end.key());
        if (live.isEmpty() && known.isPresent() && !known.get().isOpenTo(end)) {
            Known settled = known.get();
            requireSame(end, settled.toldSeconds(), settled.settlement(), visible);
            return visible(settled.waiting().flatMap(poster::post).orElse(settled.settlement()), visible);
        }
        if (live.isEmpty() && known.isEmpty() && state.role() == NodeRole.STANDS_BY) {
            // the node that decides may know it: it would be billed twice
            throw new UnavailableException("standing_by", "another node decides over calls");
        }
        if (live.isEmpty() && known.isPresent() && !known.get().isLease() && !asking.mayCorrect()) {
            throw new CallEndConflict(end.key().callId(), visible(known.get().settlement(), visible));
        }
        EndedCall ended = ended(asking, end, live, known, unauthorized);
        CallSettlement unposted = CallPostings.settlement(ended, ended.postingKey(), false);
        requireSame(end, ended.toldSeconds(), unposted, visible);
        state.sync();
        return visible(poster.post(ended).orElse(unposted), visible);
    }

    /**
     * What was settled for a call so far.
     *
     * @param waiting the latest settlement, if it is not posted yet
     * @param ended the latest settlement; empty for calls of the first release, which nobody can correct
     */
    private record Known(
            long toldSeconds, CallSettlement settlement, Optional<EndedCall> waiting, Optional<EndedCall> ended) {
        boolean isLease() {
            return ended.filter(EndedCall::isLease).isPresent();
        }

        /** The first end after the lease is final; after that only a correction with other seconds changes something. */
        boolean isOpenTo(CallEnd end) {
            return isLease() || ended.isPresent() && end.correction() && end.billedSeconds() != toldSeconds;
        }

        EndedCall.Before before() {
            return new EndedCall.Before(
                    ended.orElseThrow().billedSeconds(),
                    ended.orElseThrow().costMicros(),
                    Stream.concat(settlement.levels().stream(), settlement.carrier().stream())
                            .map(CallSettlement.LevelCharge::entryId)
                            .toList());
        }
    }

    private Optional<Known> known(CallKey key) {
        Optional<EndedCall> waiting = state.unposted(key);
        if (waiting.isPresent()) {
            EndedCall latest = waiting.get();
            return Optional.of(new Known(
                    latest.toldSeconds(),
                    CallPostings.settlement(latest, latest.postingKey(), false),
                    waiting,
                    waiting));
        }
        return found(key)
                .map(record -> new Known(
                        record.billedSeconds(),
                        SettlementJson.parse(record.key(), record.settlement()),
                        Optional.empty(),
                        record.frozen().map(state::thawed)));
    }

    /** An id that has replaced another one leads to the record of the first. */
    private Optional<CallRecord> found(CallKey key) {
        return records.find(key).flatMap(record -> SettlementJson.replaces(record.settlement())
                .map(first -> records.find(new CallKey(key.switchId(), first, key.leg())))
                .orElse(Optional.of(record)));
    }

    /** Returns a call that its lease has settled, as it goes on; empty if there is none. */
    Optional<CallEntry> revivable(CallKey key) {
        return known(key)
                .filter(Known::isLease)
                .flatMap(Known::ended)
                .filter(settled -> clock.instant().isBefore(Leases.lastBound(settled.call())))
                .map(settled -> settled.call().revived(settled.costMicros(), clock.instant()));
    }

    private static void requireSame(
            CallEnd end, long toldSeconds, CallSettlement stored, Predicate<AccountId> visible) {
        if (toldSeconds != end.billedSeconds()) {
            throw new CallEndConflict(end.key().callId(), visible(stored, visible));
        }
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
        return state.atomically(call.partition(), false, book -> {
            Optional<EndedCall> other = state.unposted(end.key())
                    .or(() -> state.lately(end.key()))
                    .filter(latest -> before.isEmpty()
                            || !latest.postingKey().equals(before.get().postingKey()));
            if (other.isPresent() && state.find(end.key()).isEmpty()) {
                return other.get();
            }
            CallEntry latest = state.find(end.key()).orElse(call);
            boolean authorized =
                    live.isPresent() || before.map(EndedCall::authorized).orElse(false);
            EndedCall ended = billed(asking, end, latest, authorized, known);
            book.end(ended);
            return ended;
        });
    }

    private EndedCall billed(
            SwitchIdentity asking, CallEnd end, CallEntry call, boolean authorized, Optional<Known> known) {
        Instant now = clock.instant();
        List<String> flags = new ArrayList<>();
        if (!authorized) {
            flags.add("unauthorized");
        }
        long billed = end.billedSeconds();
        long passed = Math.max(0, Duration.between(call.authorizedAt(), now).toSeconds());
        if (authorized && !asking.mayBackdate() && !end.correction() && billed > passed + IMPLAUSIBLE_AFTER_SECONDS) {
            billed = passed;
            flags.add("implausible");
        }
        if (authorized && call.coveredSeconds().isPresent()) {
            long covered = call.coveredSeconds().getAsLong();
            if (billed > covered && billed <= covered + STOP_LATENCY_SECONDS) {
                billed = covered;
            } else if (billed > covered) {
                flags.add("overrun");
            }
        }
        long seconds = billed;
        List<Long> costs =
                call.payers().stream().map(payer -> payer.costMicros(seconds)).toList();
        Instant endedAt = asking.mayBackdate() ? end.endedAt().orElse(now) : now;
        boolean correction = known.isPresent() && !known.get().isLease();
        if (correction) {
            flags.add("corrected");
        } else if (known.isPresent() && !call.revived()) {
            flags.add("late");
        }
        return new EndedCall(
                call,
                authorized,
                end.billedSeconds(),
                seconds,
                endedAt,
                end.hangup(),
                flags,
                costs,
                correction ? EndedCall.By.CORRECTION : EndedCall.By.END,
                correction ? known.get().ended().orElseThrow().ordinal() + 1 : 1,
                known.map(Known::before));
    }

    private void goOn() {
        try {
            settleLeases();
        } catch (RuntimeException e) {
            // the outermost frame of this thread: the next round tries again, and tells again
            LOG.error("Leases not settled: reason={}", e.toString(), e);
        }
        postAll();
    }

    /** Posts what waits; in the order of time, so that a correction comes after what it corrects. */
    void postAll() {
        List<EndedCall> waiting = state.unposted().stream()
                .sorted(Comparator.comparing(EndedCall::endedAt))
                .toList();
        for (EndedCall ended : waiting) {
            try {
                if (poster.post(ended).isEmpty()) {
                    return;
                }
            } catch (RuntimeException e) {
                // one call that cannot be posted must not keep the others back; it is told until it is mended
                LOG.error(
                        "Ended call not posted: call={} reason={}", ended.call().key(), e.toString(), e);
            }
        }
    }

    /** Settles the calls of which nobody has spoken for too long; only where no other node may have settled them. */
    void settleLeases() {
        if (state.role() != NodeRole.LEADS) {
            return;
        }
        leases.over().forEach(call -> settleLease(call, leases::isOver));
    }

    /** @param still whether the call as it is in the end is to be settled */
    void settleLease(CallEntry call, Predicate<CallEntry> still) {
        Optional<Known> known = known(call.key());
        boolean elsewhere = known.isPresent() && !call.revived();
        if (elsewhere) {
            leases.drop(call);
        } else {
            leases.settle(call, still, known.map(Known::before), known.flatMap(Known::ended));
        }
    }

    /** Returns whether the call has been settled, in whatever way. */
    boolean isKnown(CallKey key) {
        return known(key).isPresent();
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
