package org.trunkline.limits.state.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/** Puts the journal together again: the last word on a call counts. */
final class Replay implements CallCodec.Reader {
    private final LiveCalls live;
    private final Unposted unposted;
    private final CallBacks callBacks;
    private final Map<CallKey, EndedCall> lately = new LinkedHashMap<>();
    private Duration ahead = Duration.ZERO;

    Replay(LiveCalls live, Unposted unposted, CallBacks callBacks) {
        this.live = live;
        this.unposted = unposted;
        this.callBacks = callBacks;
    }

    @Override
    public void live(CallEntry call) {
        live.put(CallCodec.stored(call));
    }

    @Override
    public void ended(EndedCall call) {
        unposted.put(call);
        if (call.by() == EndedCall.By.RERATING) {
            return;
        }
        CallKey key = call.call().key();
        callBacks.open(call.call());
        live.remove(key);
        unposted.latest(key).ifPresent(latest -> lately.put(key, latest));
    }

    @Override
    public void dropped(CallKey key) {
        live.remove(key);
    }

    @Override
    public void posted(String key) {
        unposted.remove(key);
    }

    @Override
    public void clock(Duration aheadOfWall) {
        ahead = aheadOfWall;
    }

    @Override
    public void emergency(AccountId account, Instant startedAt) {
        callBacks.open(account, startedAt);
    }

    /** Returns how far the steady clock was ahead of the one on the wall. */
    Duration ahead() {
        return ahead;
    }

    /** Returns a time that the steady clock has seen. */
    Instant notBefore() {
        return live.all().stream()
                .map(StoredCall::renewedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** Returns the latest settlement of each call that has ended. */
    Map<CallKey, EndedCall> lately() {
        return lately;
    }
}
