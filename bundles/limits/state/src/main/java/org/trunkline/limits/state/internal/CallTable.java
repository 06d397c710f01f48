package org.trunkline.limits.state.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Live calls by something of theirs, of which they know the hash. The calls themselves are the links of its chains: nothing
 * else is kept for a call but its place. In stripes, each changed and looked at by one thread at a time.
 */
final class CallTable {
    private static final int STRIPES = 256;
    private static final int STRIPE_BITS = 8;
    private static final int PLACES_FIRST = 16;
    /** There are so many places for a call: whoever looks for one meets few others. */
    private static final int SPARSE = 4;

    private final Links links;
    private final Stripe[] stripes = new Stripe[STRIPES];

    /** The hash and the chain by which calls stand in the table. */
    interface Links {
        int hash(StoredCall call);

        StoredCall next(StoredCall call);

        void link(StoredCall call, StoredCall next);
    }

    /** To be locked by whoever uses it. */
    final class Stripe {
        private StoredCall[] places = new StoredCall[PLACES_FIRST];
        private int size;

        /** Returns the first call that may have this hash; the others follow it. */
        StoredCall first(int hash) {
            return places[place(hash)];
        }

        void add(StoredCall call) {
            if (SPARSE * size >= places.length) {
                grow();
            }
            put(call);
            size++;
        }

        /** Takes out this very call; it does not matter whether it is there. */
        void remove(StoredCall call) {
            int place = place(links.hash(call));
            StoredCall before = null;
            for (StoredCall each = places[place]; each != null; each = links.next(each)) {
                if (each == call) {
                    if (before == null) {
                        places[place] = links.next(call);
                    } else {
                        links.link(before, links.next(call));
                    }
                    links.link(call, null);
                    size--;
                    return;
                }
                before = each;
            }
        }

        private void put(StoredCall call) {
            int place = place(links.hash(call));
            links.link(call, places[place]);
            places[place] = call;
        }

        private void grow() {
            List<StoredCall> all = calls();
            places = new StoredCall[2 * places.length];
            all.forEach(this::put);
        }

        private List<StoredCall> calls() {
            List<StoredCall> all = new ArrayList<>(size);
            for (StoredCall first : places) {
                for (StoredCall each = first; each != null; each = links.next(each)) {
                    all.add(each);
                }
            }
            return all;
        }

        private int place(int hash) {
            return spread(hash) >>> STRIPE_BITS & places.length - 1;
        }
    }

    CallTable(Links links) {
        this.links = links;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    Stripe stripe(int hash) {
        return stripes[spread(hash) & STRIPES - 1];
    }

    /** Ids that are counted up differ in few bits. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }

    int size() {
        int size = 0;
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                size += stripe.size;
            }
        }
        return size;
    }

    /** Returns all calls: those of one stripe as they are at one moment. */
    List<StoredCall> calls() {
        List<StoredCall> all = new ArrayList<>();
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                all.addAll(stripe.calls());
            }
        }
        return all;
    }
}
