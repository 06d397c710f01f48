package org.trunkline.limits.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.Posting;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;

/**
 * Brings settlements into the ledger and the call records, each once; safe to repeat after a crash at any place. Nobody has
 * to wait for it: what is on its way goes on.
 */
final class Poster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poster.class);

    /** A settlement on its way. Both come to nothing where the database cannot be reached: then it is tried again. */
    private static final class Passage {
        /** The ledger has it, for good. */
        final CompletableFuture<Optional<CallSettlement>> charged = new CompletableFuture<>();

        /** The call record has it too, and it waits no more. */
        final CompletableFuture<Optional<CallSettlement>> done = new CompletableFuture<>();

        /** The ledger has been asked; before that it may wait for an earlier settlement of the same call. */
        volatile boolean atLedger;

        boolean isAtLedger() {
            return atLedger && !charged.isDone();
        }

        void end(Optional<CallSettlement> result) {
            charged.complete(result);
            done.complete(result);
        }

        void fail(Throwable failure) {
            charged.completeExceptionally(failure);
            done.completeExceptionally(failure);
        }
    }

    private final CallState state;
    private final Ledger ledger;
    private final CallRecordStore records;
    private final ScheduledExecutorService writing;
    private final CallRecords writer;
    private final Map<String, Passage> underWay = new ConcurrentHashMap<>();
    private long charges;
    private long chargesAtLastLook = -1;

    /** Somebody lost patience, and nothing has been committed since. */
    private volatile boolean ledgerLate;

    private volatile boolean ledgerDown;

    /** @param writing one thread, which writes the records and asks the database where something is odd */
    Poster(CallState state, Ledger ledger, CallRecordStore records, ScheduledExecutorService writing) {
        this.state = state;
        this.ledger = ledger;
        this.records = records;
        this.writing = writing;
        this.writer = new CallRecords(state, records, writing);
    }

    @Override
    public void close() {
        writer.close();
    }

    /** Returns whether the ledger cannot be reached, or stands still. */
    boolean isLedgerDown() {
        return ledgerDown;
    }

    /**
     * Looks whether the ledger gets on; called again and again. One that has committed nothing from one look to the next
     * while an end waited for it stands still, and counts as down.
     */
    synchronized void look() {
        ledgerLate &= underWay.values().stream().anyMatch(Passage::isAtLedger);
        if (ledgerLate && charges == chargesAtLastLook) {
            down("it has committed nothing for a while");
        }
        // a ledger that comes to be late after this look has the whole time until after the next
        chargesAtLastLook = ledgerLate ? charges : -1;
    }

    /**
     * Returns what the ledger has now; the record follows. Empty if the ledger cannot be reached, or does not answer in
     * time: then it goes on, or is tried again.
     */
    Optional<CallSettlement> post(EndedCall ended, Patience patience) {
        long before = charges();
        Passage passage = start(ended);
        if ((ledgerDown || ledgerLate) && !passage.charged.isDone()) {
            return Optional.empty();
        }
        Optional<Optional<CallSettlement>> came = patience.await(passage.charged);
        if (came.isEmpty() && passage.atLedger) {
            late(before);
        }
        return came.flatMap(Function.identity());
    }

    /** Returns what ledger and call record have in the end; empty if they could not be reached. */
    CompletionStage<Optional<CallSettlement>> postForGood(EndedCall ended) {
        return start(ended).done;
    }

    private Passage start(EndedCall ended) {
        Passage passage = new Passage();
        Passage other = underWay.putIfAbsent(ended.postingKey(), passage);
        if (other != null) {
            return other;
        }
        passage.done.whenComplete((settlement, failure) -> underWay.remove(ended.postingKey(), passage));
        guarded(passage, () -> {
            if (!CallRecords.isAgain(ended)) {
                charge(ended, ended.postingKey(), passage);
            } else if (state.isUnposted(ended)) {
                startInOrder(ended, passage);
            } else {
                passage.end(Optional.of(CallPostings.settlement(ended, ended.postingKey(), true)));
            }
        });
        return passage;
    }

    /** The earlier settlements of the call first: the record that stays is that of the last one. */
    private void startInOrder(EndedCall ended, Passage passage) {
        List<CompletableFuture<Optional<CallSettlement>>> earlier = ended.postingKeys().stream()
                .filter(key -> !key.equals(ended.postingKey()))
                .flatMap(key -> state.unpostedUnder(key).stream())
                .map(each -> start(each).done)
                .toList();
        CompletableFuture.allOf(earlier.toArray(CompletableFuture[]::new))
                .whenComplete((nothing, failure) -> guarded(passage, () -> {
                    if (failure != null) {
                        failed(passage, cause(failure));
                    } else if (earlier.stream().allMatch(each -> each.join().isPresent())) {
                        charge(ended, ended.postingKey(), passage);
                    } else {
                        passage.end(Optional.empty());
                    }
                }));
    }

    /** What goes wrong on the way is told to those who wait; no thread that carries it on sees it. */
    private void guarded(Passage passage, Runnable step) {
        try {
            step.run();
        } catch (RejectedExecutionException e) {
            failed(passage, new UnavailableException("stopping", "call records are not written any more"));
        } catch (RuntimeException e) {
            failed(passage, e);
        }
    }

    private void failed(Passage passage, Throwable failure) {
        if (failure instanceof UnavailableException) {
            down(failure.getMessage());
            passage.end(Optional.empty());
        } else {
            passage.fail(failure);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Posts what the call costs, if anything; then its record is written. */
    private void charge(EndedCall ended, String key, Passage passage) {
        Caller by = Caller.ofSwitch(ended.call().partition(), ended.call().key().switchId());
        CallSettlement settlement = CallPostings.settlement(ended, key, true);
        Optional<Posting> posting = CallPostings.of(ended, key);
        if (posting.isEmpty()) {
            record(ended, settlement, passage);
            return;
        }
        passage.atLedger = true;
        ledger.submit(by, posting.get())
                .whenComplete((entries, failure) -> guarded(passage, () -> {
                    if (failure == null) {
                        well();
                        record(ended, settlement, passage);
                    } else if (cause(failure) instanceof ConflictException conflict && key.equals(ended.postingKey())) {
                        writing.execute(
                                () -> guarded(passage, () -> chargeAnother(ended, posting.get(), conflict, passage)));
                    } else {
                        failed(passage, cause(failure));
                    }
                }));
    }

    /** The key was posted with other lines. */
    private void chargeAnother(EndedCall ended, Posting posting, ConflictException conflict, Passage passage) {
        if (isSameMoney(ledger.posted(posting.key()), posting)) {
            record(ended, CallPostings.settlement(ended, posting.key(), true), passage);
            return;
        }
        Optional<CallSettlement> before = sameCallBefore(ended);
        if (before.isPresent()) {
            state.posted(ended);
            passage.end(before);
            return;
        }
        // the switch has used this call id for another call before: no call goes uncharged for that
        String key = CallPostings.secondKey(ended);
        LOG.warn("Call id used twice: call={} posted={} reason={}", ended.call().key(), key, conflict.getMessage());
        charge(ended, key, passage);
    }

    private void record(EndedCall ended, CallSettlement settlement, Passage passage) {
        if (!writer.areBehind()) {
            passage.charged.complete(Optional.of(settlement));
        }
        writer.write(ended, settlement)
                .whenComplete((nothing, failure) -> guarded(passage, () -> {
                    if (failure == null) {
                        // only now: what the journal calls posted is not looked at again after a crash
                        state.posted(ended);
                        well();
                        passage.end(Optional.of(settlement));
                    } else {
                        failed(passage, cause(failure));
                    }
                }));
    }

    private synchronized long charges() {
        return charges;
    }

    private synchronized void well() {
        charges++;
        ledgerLate = false;
        ledgerDown = false;
    }

    private synchronized void down(String reason) {
        if (!ledgerDown) {
            LOG.warn("Ledger unavailable, ended calls wait: reason={}", reason);
        }
        ledgerDown = true;
    }

    /** A ledger that has much to do lets somebody wait, too; but it gets on. */
    private synchronized void late(long since) {
        ledgerLate |= charges == since;
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
}
