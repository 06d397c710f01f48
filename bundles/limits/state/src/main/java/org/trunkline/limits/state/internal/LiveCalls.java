package org.trunkline.limits.state.internal;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.CallEntry;

/** The live calls by their keys. Each change is one step; looking waits for nothing but such a step. */
final class LiveCalls {
    private final CallTable calls = new CallTable(new ByKey());

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
            if (call.keyHash() == hash && CallCodec.isOf(call, key)) {
                return call;
            }
        }
        return null;
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

    /** Adds a call unless there is one with its key; returns whether there was none. */
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
