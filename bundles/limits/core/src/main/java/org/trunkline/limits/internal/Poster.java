package org.trunkline.limits.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.Posting;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;

/** Brings settlements into the ledger and the call records, each once; safe to repeat after a crash at any place. */
final class Poster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poster.class);

    /** More than threads that settle calls for the second time at one moment. */
    private static final int IN_ORDER_LOCKS = 64;

    private final CallState state;
    private final Ledger ledger;
    private final CallRecordStore records;
    private final CallRecords writer;
    private final Object[] inOrder =
            Stream.generate(Object::new).limit(IN_ORDER_LOCKS).toArray();
    private volatile boolean ledgerDown;

    Poster(CallState state, Ledger ledger, CallRecordStore records, ExecutorService writer) {
        this.state = state;
        this.ledger = ledger;
        this.records = records;
        this.writer = new CallRecords(records, writer);
    }

    @Override
    public void close() {
        writer.close();
    }

    boolean isLedgerDown() {
        return ledgerDown;
    }

    /** Returns what ledger and call record have now; empty if they could not be reached: then it is tried again. */
    Optional<CallSettlement> post(EndedCall ended) {
        return isAgain(ended) ? postInOrder(ended) : postAlone(ended);
    }

    /** Its record takes the place of an earlier one of the same call. */
    private static boolean isAgain(EndedCall ended) {
        return ended.before().isPresent() || ended.call().revived();
    }

    /** One after the other, the earlier first: the record that stays is that of the last settlement. */
    private Optional<CallSettlement> postInOrder(EndedCall ended) {
        synchronized (inOrder[Math.floorMod(ended.call().key().hashCode(), inOrder.length)]) {
            if (!state.isUnposted(ended)) {
                return Optional.of(CallPostings.settlement(ended, ended.postingKey(), true));
            }
            for (String key : ended.postingKeys()) {
                Optional<EndedCall> earlier = state.unpostedUnder(key);
                if (earlier.isPresent()
                        && !key.equals(ended.postingKey())
                        && postAlone(earlier.get()).isEmpty()) {
                    return Optional.empty();
                }
            }
            return postAlone(ended);
        }
    }

    private Optional<CallSettlement> postAlone(EndedCall ended) {
        try {
            CallSettlement settlement = posted(ended);
            state.posted(ended);
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
        CallSettlement settlement = CallPostings.settlement(ended, key, true);
        CallRecord record = new CallRecord(
                ended.call().key(),
                ended.call().account(),
                ended.call().fingerprint(),
                ended.toldSeconds(),
                ended.endedAt(),
                SettlementJson.write(settlement),
                ended.call().reason().wireName(),
                Optional.of(state.frozen(ended)),
                AllotmentRecords.of(ended));
        writer.write(record, DetailRecords.of(ended, settlement), isAgain(ended));
        List<CallRecord> aliases = ended.call().aliasKeys().stream()
                .map(alias -> replaced(alias, record))
                .toList();
        if (!aliases.isEmpty()) {
            records.insertMissing(aliases, List.of());
        }
        return settlement;
    }

    private static CallRecord replaced(CallKey alias, CallRecord record) {
        return new CallRecord(
                alias,
                record.account(),
                record.fingerprint(),
                record.billedSeconds(),
                record.endedAt(),
                SettlementJson.replaced(record.key().callId()),
                record.reason(),
                Optional.empty());
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
