package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.Posting;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallEndConflict;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.SwitchIdentity;
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
    private final Ledger ledger;
    private final CallRecordStore records;
    private final Clock clock;
    private final ScheduledExecutorService retries;
    private final CallRecords writer;
    private volatile boolean ledgerDown;

    @Activate
    public Settlements(
            @Reference CallState state,
            @Reference Ledger ledger,
            @Reference CallRecordStore records,
            @Reference Clock clock) {
        this.state = state;
        this.ledger = ledger;
        this.records = records;
        this.clock = clock;
        this.writer = new CallRecords(records);
        retries = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "trunkline-settlement-retry");
            thread.setDaemon(true);
            return thread;
        });
        retries.scheduleWithFixedDelay(this::retry, 0, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        retries.shutdown();
        try {
            retries.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }

    /** Returns whether ended calls wait because the ledger cannot be reached: then nothing new is charged per minute. */
    boolean isLedgerDown() {
        return ledgerDown;
    }

    CallSettlement settle(
            Caller caller,
            SwitchIdentity asking,
            CallEnd end,
            Supplier<Optional<CallEntry>> unauthorized,
            Predicate<AccountId> visible) {
        // in this order: a call that ends at this moment is found in one of the two
        Optional<CallEntry> live = state.find(end.key());
        Optional<EndedCall> waiting = state.unposted(end.key());
        if (waiting.isEmpty() && live.isEmpty()) {
            Optional<CallRecord> record = records.find(end.key());
            if (record.isPresent()) {
                CallSettlement stored =
                        SettlementJson.parse(end.key(), record.get().settlement());
                requireSame(asking, end, record.get().billedSeconds(), stored, visible);
                return visible(stored, visible);
            }
        }
        if (waiting.isEmpty() && live.isEmpty() && state.role() == NodeRole.STANDS_BY) {
            // the node that decides may know it: it would be billed twice
            throw new UnavailableException("standing_by", "another node decides over calls");
        }
        EndedCall ended = waiting.isPresent() ? waiting.get() : ended(asking, end, live, unauthorized);
        requireSame(asking, end, ended.toldSeconds(), settlement(ended, false), visible);
        state.sync();
        CallSettlement settlement = post(ended).orElseGet(() -> settlement(ended, false));
        return visible(settlement, visible);
    }

    /** A second end with other seconds is a conflict; to correct the first one is for a later release. */
    private static void requireSame(
            SwitchIdentity asking, CallEnd end, long toldSeconds, CallSettlement stored, Predicate<AccountId> visible) {
        if (toldSeconds == end.billedSeconds()) {
            return;
        }
        if (end.correction() && asking.mayCorrect()) {
            throw new DomainException(ErrorKind.NOT_FOUND, "not_implemented", "This release corrects no ended calls");
        }
        throw new CallEndConflict(end.key().callId(), visible(stored, visible));
    }

    /** The first end counts: whoever comes second while it is being settled gets what the first has found. */
    private EndedCall ended(
            SwitchIdentity asking, CallEnd end, Optional<CallEntry> live, Supplier<Optional<CallEntry>> unauthorized) {
        CallEntry call = live.or(unauthorized)
                .orElseThrow(() -> new NotFoundException(end.key().callId()));
        return state.atomically(call.partition(), false, book -> {
            Optional<EndedCall> other = state.unposted(end.key()).or(() -> state.lately(end.key()));
            if (other.isPresent()) {
                return other.get();
            }
            CallEntry latest = state.find(end.key()).orElse(call);
            EndedCall ended = billed(asking, end, latest, live.isPresent());
            book.end(ended);
            return ended;
        });
    }

    private EndedCall billed(SwitchIdentity asking, CallEnd end, CallEntry call, boolean authorized) {
        Instant now = clock.instant();
        List<String> flags = new ArrayList<>();
        if (!authorized) {
            flags.add("unauthorized");
        }
        long billed = end.billedSeconds();
        long passed = Math.max(0, Duration.between(call.authorizedAt(), now).toSeconds());
        if (authorized && !asking.mayBackdate() && billed > passed + IMPLAUSIBLE_AFTER_SECONDS) {
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
                call.levels().stream().map(level -> level.costMicros(seconds)).toList();
        Instant endedAt = asking.mayBackdate() ? end.endedAt().orElse(now) : now;
        return new EndedCall(call, authorized, end.billedSeconds(), seconds, endedAt, end.hangupCause(), flags, costs);
    }

    /** Returns what ledger and call record have now; empty if they could not be reached: then it is tried again. */
    private Optional<CallSettlement> post(EndedCall ended) {
        try {
            CallSettlement settlement = posted(ended);
            state.posted(ended.call().key());
            ledgerDown = false;
            return Optional.of(settlement);
        } catch (UnavailableException e) {
            if (!ledgerDown) {
                LOG.warn(
                        "Ledger unavailable, ended calls wait: call={} reason={}",
                        ended.call().key(),
                        e.getMessage());
            }
            ledgerDown = true;
            return Optional.empty();
        }
    }

    /** Posts what the call costs, if anything, and keeps the record of it. */
    private CallSettlement posted(EndedCall ended) {
        Caller by = Caller.ofSwitch(ended.call().partition(), ended.call().key().switchId());
        String key = ended.postingKey();
        Optional<Posting> posting = CallPostings.of(ended, key);
        try {
            posting.ifPresent(each -> ledger.post(by, each));
        } catch (ConflictException e) {
            if (!isSameMoney(ledger.posted(key), posting.orElseThrow())) {
                Optional<CallSettlement> before = sameCallBefore(ended);
                if (before.isPresent()) {
                    return before.get();
                }
                // the switch has used this call id for another call before: no call goes uncharged for that
                key = CallPostings.secondKey(ended);
                LOG.warn("Call id used twice: call={} posted={}", ended.call().key(), key);
                ledger.post(by, CallPostings.of(ended, key).orElseThrow());
            }
        }
        CallSettlement settlement = settlement(ended, key, true);
        writer.write(new CallRecord(
                ended.call().key(),
                ended.call().account(),
                ended.call().fingerprint(),
                ended.toldSeconds(),
                ended.endedAt(),
                SettlementJson.write(settlement),
                ended.call().reason().wireName()));
        return settlement;
    }

    /**
     * Returns what was settled for the same call long ago: a switch that tells all of it again, from its start on, after we
     * have forgotten all but its record, is not charged again.
     */
    private Optional<CallSettlement> sameCallBefore(EndedCall ended) {
        return records.find(ended.call().key())
                .filter(record -> record.fingerprint().equals(ended.call().fingerprint())
                        && record.billedSeconds() == ended.toldSeconds())
                .map(record -> SettlementJson.parse(record.key(), record.settlement()));
    }

    private static boolean isSameMoney(List<Entry> entries, Posting posting) {
        if (entries.size() != posting.lines().size()) {
            return false;
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).line().amountMicros() != posting.lines().get(i).amountMicros()
                    || !entries.get(i)
                            .line()
                            .account()
                            .equals(posting.lines().get(i).account())
                    || !entries.get(i)
                            .line()
                            .period()
                            .equals(posting.lines().get(i).period())) {
                return false;
            }
        }
        return true;
    }

    private void retry() {
        for (EndedCall ended : state.unposted()) {
            try {
                if (post(ended).isEmpty()) {
                    return;
                }
            } catch (RuntimeException e) {
                // one call that cannot be posted must not keep the others back; it is told each round until it is
                // mended
                LOG.error(
                        "Ended call not posted: call={} reason={}", ended.call().key(), e.toString(), e);
            }
        }
    }

    private static CallSettlement settlement(EndedCall ended, boolean posted) {
        return settlement(ended, ended.postingKey(), posted);
    }

    private static CallSettlement settlement(EndedCall ended, String key, boolean posted) {
        return new CallSettlement(
                ended.call().key(), ended.authorized(), posted, ended.flags(), CallPostings.charges(ended, key));
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
                        .toList());
    }
}
