package org.trunkline.rating.internal;

import java.util.Arrays;

/**
 * What many rates of a deck cost, each kept once: a deck has far fewer prices than prefixes, so the prices that calls ask
 * for stay near the processor.
 */
final class Tariffs {
    /** Price, internal cost, kind and name. */
    private static final int LONGS = 3;

    private static final int NAME_SHIFT = 32;

    private final long[] values;

    Tariffs(long[] values) {
        this.values = values;
    }

    int count() {
        return values.length / LONGS;
    }

    long rateNanos(int tariff) {
        return values[tariff * LONGS];
    }

    long internalNanos(int tariff) {
        return values[tariff * LONGS + 1];
    }

    /** Returns the number of the kind. */
    int kind(int tariff) {
        return (int) values[tariff * LONGS + 2];
    }

    /** Returns the place of the name among the texts. */
    int name(int tariff) {
        return (int) (values[tariff * LONGS + 2] >>> NAME_SHIFT);
    }

    long[] values() {
        return values;
    }

    /** Collects tariffs. */
    static final class Builder {
        private static final int EMPTY = 0;

        private long[] values = new long[64 * LONGS];
        private int count;
        /** Numbers of tariffs plus one, each at the first free place from its hash on; at most half full. */
        private int[] table = new int[128];

        /** Returns the number of the tariff. */
        int add(long rateNanos, long internalNanos, int kind, int name) {
            long kindAndName = (long) name << NAME_SHIFT | kind;
            int place = place(rateNanos, internalNanos, kindAndName);
            if (table[place] == EMPTY) {
                if (count * LONGS == values.length) {
                    values = Arrays.copyOf(values, values.length * 2);
                }
                values[count * LONGS] = rateNanos;
                values[count * LONGS + 1] = internalNanos;
                values[count * LONGS + 2] = kindAndName;
                table[place] = ++count;
                if (count * 2 > table.length) {
                    enlarge();
                    return count - 1;
                }
            }
            return table[place] - 1;
        }

        private int place(long rateNanos, long internalNanos, long kindAndName) {
            int mask = table.length - 1;
            int place = hash(rateNanos, internalNanos, kindAndName) & mask;
            while (table[place] != EMPTY) {
                int at = (table[place] - 1) * LONGS;
                if (values[at] == rateNanos && values[at + 1] == internalNanos && values[at + 2] == kindAndName) {
                    return place;
                }
                place = place + 1 & mask;
            }
            return place;
        }

        private static int hash(long rateNanos, long internalNanos, long kindAndName) {
            long mixed = ((rateNanos * 31 + internalNanos) * 31 + kindAndName) * 0x9e3779b97f4a7c15L;
            return (int) (mixed >>> 32);
        }

        private void enlarge() {
            table = new int[table.length * 2];
            for (int tariff = 0; tariff < count; tariff++) {
                int at = tariff * LONGS;
                table[place(values[at], values[at + 1], values[at + 2])] = tariff + 1;
            }
        }

        Tariffs build() {
            return new Tariffs(Arrays.copyOf(values, count * LONGS));
        }
    }
}
