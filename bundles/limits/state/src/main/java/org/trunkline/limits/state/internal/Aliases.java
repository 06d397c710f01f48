package org.trunkline.limits.state.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.CallEntry;

/** Calls that a switch has given another id keep their first one here; the later ids lead to it, a while after the end too. */
final class Aliases {
    private final Map<CallKey, CallKey> live = new ConcurrentHashMap<>();
    private final Remembered<CallKey, CallKey> ended;

    Aliases(Remembered<CallKey, CallKey> ended) {
        this.ended = ended;
    }

    void add(CallEntry call) {
        if (!call.aliases().isEmpty()) {
            call.aliasKeys().forEach(alias -> live.put(alias, call.key()));
        }
    }

    /** The call is over: its later ids are remembered for as long as its end. */
    void forget(CallEntry call) {
        if (!call.aliases().isEmpty()) {
            for (CallKey alias : call.aliasKeys()) {
                ended.put(alias, call.key());
                live.remove(alias);
            }
        }
    }

    /** Returns the id that the call began with; the key itself where it is no later id. */
    CallKey firstKey(CallKey key) {
        CallKey first = live.isEmpty() ? null : live.get(key);
        return first != null ? first : ended.get(key).orElse(key);
    }
}
