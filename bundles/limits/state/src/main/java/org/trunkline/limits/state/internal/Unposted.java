package org.trunkline.limits.state.internal;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.EndedCall;

/** Settlements that ledger and call record do not have yet: by their posting, and the latest one of each call. */
final class Unposted {
    private final Map<String, EndedCall> byPosting = new ConcurrentHashMap<>();
    private final Map<CallKey, EndedCall> latest = new ConcurrentHashMap<>();

    /** In any order: a journal that was written anew has them in another one than that in which they happened. */
    void put(EndedCall ended) {
        byPosting.put(ended.postingKey(), ended);
        latest.merge(ended.call().key(), ended, (old, now) -> old.postingKeys().contains(now.postingKey()) ? old : now);
    }

    /** Returns whether it was there. */
    boolean remove(String postingKey) {
        EndedCall done = byPosting.remove(postingKey);
        if (done != null) {
            latest.remove(done.call().key(), done);
        }
        return done != null;
    }

    Optional<EndedCall> find(String postingKey) {
        return Optional.ofNullable(byPosting.get(postingKey));
    }

    boolean contains(String postingKey) {
        return byPosting.containsKey(postingKey);
    }

    Optional<EndedCall> latest(CallKey key) {
        return Optional.ofNullable(latest.get(key));
    }

    Collection<EndedCall> all() {
        return byPosting.values();
    }

    int size() {
        return byPosting.size();
    }
}
