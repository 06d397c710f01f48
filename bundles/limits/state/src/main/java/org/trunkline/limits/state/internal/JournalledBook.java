package org.trunkline.limits.state.internal;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.Spent;

/** What work under the lock of a partition sees and changes; every change is in the journal before it is done. */
final class JournalledBook implements CallBook {
    private final LiveCalls live;
    private final Remembered<CallKey, byte[]> ended;
    private final Unposted unposted;
    private final Uses uses;
    private final AllotmentUses allotments;
    private final Aliases aliases;
    private final Journal journal;
    private final Consumer<CallEntry> begun;

    /**
     * @param ended the records of calls that have ended
     * @param begun told of a call that takes its places
     */
    JournalledBook(
            LiveCalls live,
            Remembered<CallKey, byte[]> ended,
            Unposted unposted,
            Uses uses,
            AllotmentUses allotments,
            Aliases aliases,
            Journal journal,
            Consumer<CallEntry> begun) {
        this.live = live;
        this.ended = ended;
        this.unposted = unposted;
        this.uses = uses;
        this.allotments = allotments;
        this.aliases = aliases;
        this.journal = journal;
        this.begun = begun;
    }

    @Override
    public Usage usage(AccountId account) {
        return uses.of(account).usage();
    }

    @Override
    public Usage usage(AccountMeter meter) {
        return ((AccountUse) meter).usage();
    }

    @Override
    public boolean counts(AccountId account, String conversation) {
        return uses.counts(account, conversation);
    }

    @Override
    public int admittedThisSecond(AccountId account) {
        return uses.attempts(account);
    }

    @Override
    public int othersTo(AccountId account, String number, String conversation) {
        return uses.toNumbers().othersTo(account, number, conversation);
    }

    @Override
    public Spent spent(AccountId account) {
        return uses.spent(account);
    }

    @Override
    public Instant cycleTime() {
        return allotments.time();
    }

    @Override
    public long allotmentLeftSeconds(AccountId account, Allotment allotment, Instant begunAt) {
        return allotments.leftSeconds(account, allotment, begunAt);
    }

    @Override
    public boolean add(CallEntry call, List<AccountMeter> meters) {
        StoredCall stored = CallCodec.stored(call);
        stored.meters(meters.isEmpty() ? uses.meters(call.counted()) : meters);
        if (!live.add(stored)) {
            return false;
        }
        try {
            journal.append(stored.record());
        } catch (RuntimeException e) {
            // what cannot be written does not happen
            live.remove(stored);
            throw e;
        }
        uses.begin(stored, call);
        begun.accept(call);
        allotments.change(null, call);
        return true;
    }

    @Override
    public void replace(CallEntry call) {
        StoredCall before = live.find(call.key());
        if (before == null) {
            throw new IllegalStateException("no live call " + call.key());
        }
        CallEntry old = before.entry();
        StoredCall stored = CallCodec.stored(call);
        stored.meters(call.counted().equals(old.counted()) ? before.meters() : uses.meters(call.counted()));
        journal.append(stored.record());
        live.put(stored);
        aliases.add(call);
        uses.giveBack(before, old);
        uses.take(stored, call);
        uses.spendHeld(old, call);
        allotments.change(old, call);
    }

    @Override
    public void drop(CallKey key) {
        StoredCall stored = live.find(key);
        if (stored != null) {
            // what most calls have taken is known without reading them
            CallEntry old = stored.isPlain() ? null : stored.entry();
            journal.append(CallCodec.dropped(key));
            live.remove(stored);
            uses.forget(stored, old);
            if (old != null) {
                allotments.change(old, null);
                aliases.forget(old);
            }
        }
    }

    @Override
    public void owe(String postingKey, AccountId account, long micros) {
        uses.of(account).owe(postingKey, micros);
    }

    @Override
    public void end(EndedCall call) {
        // Written and owed before anybody can find it and post it; known as ended before it is no longer live, so
        // that whoever looks for it without a lock finds it in one of the two.
        byte[] record = CallCodec.ended(call);
        journal.append(record);
        uses.owe(call);
        if (call.by() == EndedCall.By.RERATING) {
            // a call of long ago: its id may be that of a live one by now
            unposted.put(call);
            uses.spend(call, null);
            return;
        }
        ended.put(call.call().key(), record);
        unposted.put(call);
        StoredCall stored = live.remove(call.call().key());
        CallEntry old = stored == null ? null : stored.entry();
        if (old != null) {
            uses.giveBack(stored, old);
        }
        uses.spend(call, old);
        allotments.end(call, old);
    }
}
