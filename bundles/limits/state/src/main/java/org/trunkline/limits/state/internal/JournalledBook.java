package org.trunkline.limits.state.internal;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.Spent;

/** What work under the lock of a partition sees and changes; every change is in the journal before it is done. */
final class JournalledBook implements CallBook {
    private final Map<CallKey, CallEntry> live;
    private final Remembered<CallKey, EndedCall> ended;
    private final Unposted unposted;
    private final Uses uses;
    private final AllotmentUses allotments;
    private final Aliases aliases;
    private final Journal journal;
    private final Consumer<CallEntry> taken;

    /** @param taken told of a call that takes its places */
    JournalledBook(
            Map<CallKey, CallEntry> live,
            Remembered<CallKey, EndedCall> ended,
            Unposted unposted,
            Uses uses,
            AllotmentUses allotments,
            Aliases aliases,
            Journal journal,
            Consumer<CallEntry> taken) {
        this.live = live;
        this.ended = ended;
        this.unposted = unposted;
        this.uses = uses;
        this.allotments = allotments;
        this.aliases = aliases;
        this.journal = journal;
        this.taken = taken;
    }

    @Override
    public Usage usage(AccountId account) {
        return uses.of(account).usage();
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
    public boolean add(CallEntry call) {
        if (live.putIfAbsent(call.key(), call) != null) {
            return false;
        }
        try {
            journal.append(CallCodec.live(call));
        } catch (RuntimeException e) {
            // what cannot be written does not happen
            live.remove(call.key());
            throw e;
        }
        taken.accept(call);
        uses.attempt(call);
        uses.spendHeld(null, call);
        allotments.change(null, call);
        return true;
    }

    @Override
    public void replace(CallEntry call) {
        CallEntry old = live.get(call.key());
        if (old == null) {
            throw new IllegalStateException("no live call " + call.key());
        }
        journal.append(CallCodec.live(call));
        live.put(call.key(), call);
        aliases.add(call);
        uses.change(old, -1);
        uses.change(call, 1);
        uses.spendHeld(old, call);
        allotments.change(old, call);
    }

    @Override
    public void drop(CallKey key) {
        CallEntry old = live.get(key);
        if (old != null) {
            journal.append(CallCodec.dropped(key));
            live.remove(key);
            uses.change(old, -1);
            uses.spendHeld(old, null);
            allotments.change(old, null);
            aliases.forget(old);
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
        journal.append(CallCodec.ended(call));
        uses.owe(call);
        if (call.by() == EndedCall.By.RERATING) {
            // a call of long ago: its id may be that of a live one by now
            unposted.put(call);
            uses.spend(call, null);
            return;
        }
        ended.put(call.call().key(), call);
        unposted.put(call);
        CallEntry old = live.remove(call.call().key());
        if (old != null) {
            uses.change(old, -1);
        }
        uses.spend(call, old);
        allotments.end(call, old);
    }
}
