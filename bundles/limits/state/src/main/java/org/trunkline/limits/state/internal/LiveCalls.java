package org.trunkline.limits.state.internal;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.CallEntry;

/** The live calls by their keys. Each change is one step; looking waits for nothing but such a step. */
final class LiveCalls {
    /**
     * A power of two. As many calls at most are kept as they were read, a few megabytes; each may have one of two places by
     * its key, and takes one where both are others'.
     */
    private static final int READ_PLACES = 1 << 13;

    private final CallTable calls = new CallTable(new ByKey());

    /** What was written or read lately: a call is mostly spoken of again soon after, and whoever changes it has looked. */
    private final AtomicReferenceArray<Read> lately = new AtomicReferenceArray<>(READ_PLACES);

    private record Read(StoredCall stored, CallEntry call) {}

    private static final class ByKey implements CallTable.Links {
        @Override
        public int hash(StoredCall call) {
            return call.keyHash();
        }

        @Override
        public StoredCall next(StoredCall call) {
            return call.nextByKey();
        }

        @Override
        public void link(StoredCall call, StoredCall next) {
            call.nextByKey(next);
        }
    }

    /** Returns the live call with this key; null where there is none. */
    StoredCall find(CallKey key) {
        int hash = key.hashCode();
        CallTable.Stripe stripe = calls.stripe(hash);
        synchronized (stripe) {
            return find(stripe, hash, key);
        }
    }

    private StoredCall find(CallTable.Stripe stripe, int hash, CallKey key) {
        for (StoredCall call = stripe.first(hash); call != null; call = call.nextByKey()) {
            if (call.keyHash() == hash && isOf(call, key)) {
                return call;
            }
        }
        return null;
    }

    private boolean isOf(StoredCall call, CallKey key) {
        CallEntry known = known(call);
        return known != null ? known.key().equals(key) : CallCodec.isOf(call, key);
    }

    private static StoredCall same(CallTable.Stripe stripe, StoredCall call) {
        for (StoredCall each = stripe.first(call.keyHash()); each != null; each = each.nextByKey()) {
            if (each.hasKeyOf(call)) {
                return each;
            }
        }
        return null;
    }

    boolean contains(CallKey key) {
        return find(key) != null;
    }

    /**
     * Adds a call unless there is one with its key.
     *
     * @param entry what its record says
     * @return whether there was none
     */
    boolean add(StoredCall call, CallEntry entry) {
        if (!add(call)) {
            return false;
        }
        keep(call, entry);
        return true;
    }

    /** Returns whether there was no call with its key. */
    boolean add(StoredCall call) {
        CallTable.Stripe stripe = calls.stripe(call.keyHash());
        synchronized (stripe) {
            if (same(stripe, call) != null) {
                return false;
            }
            stripe.add(call);
            return true;
        }
    }

    /** Puts it in the place of the call with its key. */
    void put(StoredCall call, CallEntry entry) {
        put(call);
        keep(call, entry);
    }

    void put(StoredCall call) {
        CallTable.Stripe stripe = calls.stripe(call.keyHash());
        synchronized (stripe) {
            StoredCall old = same(stripe, call);
            if (old != null) {
                stripe.remove(old);
            }
            stripe.add(call);
        }
    }

    /** Returns the call that was live; null where there was none. */
    StoredCall remove(CallKey key) {
        int hash = key.hashCode();
        CallTable.Stripe stripe = calls.stripe(hash);
        synchronized (stripe) {
            StoredCall old = find(stripe, hash, key);
            if (old != null) {
                stripe.remove(old);
            }
            return old;
        }
    }

    /** Takes out this very call. */
    void remove(StoredCall call) {
        CallTable.Stripe stripe = calls.stripe(call.keyHash());
        synchronized (stripe) {
            stripe.remove(call);
        }
    }

    /** Returns all that is known of a live call. */
    CallEntry read(StoredCall stored) {
        CallEntry known = known(stored);
        if (known != null) {
            return known;
        }
        CallEntry call = stored.entry();
        keep(stored, call);
        return call;
    }

    /** Returns all that was known of a call that is no longer live, and keeps it no more. */
    CallEntry last(StoredCall stored) {
        CallEntry known = forget(stored);
        return known == null ? stored.entry() : known;
    }

    /** Keeps a call no more as it was read; returns it, or null where it was not kept. */
    CallEntry forget(StoredCall stored) {
        CallEntry known = forget(stored, place(stored));
        return known != null ? known : forget(stored, place(stored) ^ 1);
    }

    private CallEntry forget(StoredCall stored, int place) {
        Read last = lately.get(place);
        if (last == null || last.stored != stored) {
            return null;
        }
        // another one may have taken the place meanwhile: that is only read once more
        lately.set(place, null);
        return last.call;
    }

    /** Keeps no call as it was read: with a call goes the deck by which it is charged, long after that was replaced. */
    void forgetRead() {
        for (int i = 0; i < READ_PLACES; i++) {
            lately.set(i, null);
        }
    }

    private CallEntry known(StoredCall stored) {
        Read last = lately.get(place(stored));
        if (last == null || last.stored != stored) {
            last = lately.get(place(stored) ^ 1);
        }
        return last != null && last.stored == stored ? last.call : null;
    }

    private void keep(StoredCall stored, CallEntry call) {
        int place = place(stored);
        boolean isFree = lately.get(place) == null;
        lately.set(isFree || lately.get(place ^ 1) != null ? place : place ^ 1, new Read(stored, call));
    }

    private static int place(StoredCall stored) {
        int hash = stored.keyHash();
        return (hash ^ hash >>> 13) & READ_PLACES - 1;
    }

    int size() {
        return calls.size();
    }

    List<StoredCall> all() {
        return calls.calls();
    }

    /** Returns the calls as a view, each of them read when its turn comes. */
    Collection<CallEntry> entries() {
        return new AbstractCollection<>() {
            @Override
            public Iterator<CallEntry> iterator() {
                return all().stream().map(StoredCall::entry).iterator();
            }

            @Override
            public int size() {
                return LiveCalls.this.size();
            }
        };
    }
}
