package org.trunkline.rating.internal;

import java.util.Arrays;

/**
 * Finds the longest prefix of a number: an immutable trie with one {@code long} per node. From the left: which of the
 * ten digits go on (10 bits), the first child (27 bits), the entry of this prefix plus one (27 bits). Children of a
 * node lie side by side, nodes of few digits lie first, so that a walk stays in few cache lines.
 */
final class DigitTrie {
    static final int NONE = -1;

    private static final int BITMAP_SHIFT = 54;
    private static final int CHILD_SHIFT = 27;
    private static final long FIELD_MASK = (1L << 27) - 1;
    static final DigitTrie EMPTY = new DigitTrie(new long[] {0});

    private final long[] nodes;

    DigitTrie(long[] nodes) {
        this.nodes = nodes;
    }

    /** What a trie is built from: prefixes by entry number. */
    interface Prefixes {
        int length(int entry);

        int digit(int entry, int position);
    }

    /** @param sorted entries in the order of their prefixes; of equal prefixes the first is found */
    static DigitTrie of(int[] sorted, Prefixes prefixes) {
        return sorted.length == 0 ? EMPTY : new Builder(sorted, prefixes).build();
    }

    long[] nodes() {
        return nodes;
    }

    /** Returns the entry of the longest prefix with at most so many digits, or {@link #NONE}. */
    int find(String number, int digitsMax) {
        int length = Math.min(number.length(), digitsMax);
        long node = nodes[0];
        int found = (int) (node & FIELD_MASK) - 1;
        for (int i = 0; i < length; i++) {
            int digit = number.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            int bitmap = (int) (node >>> BITMAP_SHIFT);
            if ((bitmap >>> digit & 1) == 0) {
                break;
            }
            int child = (int) (node >>> CHILD_SHIFT & FIELD_MASK) + Integer.bitCount(bitmap & (1 << digit) - 1);
            node = nodes[child];
            int entry = (int) (node & FIELD_MASK) - 1;
            found = entry >= 0 ? entry : found;
        }
        return found;
    }

    /** Builds level by level: a node is a run of sorted entries that share its digits. */
    private static final class Builder {
        private final int[] sorted;
        private final Prefixes prefixes;
        private long[] nodes;
        private int[] from;
        private int[] to;
        private int count = 1;

        Builder(int[] sorted, Prefixes prefixes) {
            this.sorted = sorted;
            this.prefixes = prefixes;
            int expected = sorted.length + sorted.length / 2 + 16;
            nodes = new long[expected];
            from = new int[expected];
            to = new int[expected];
            to[0] = sorted.length;
        }

        DigitTrie build() {
            int depth = 0;
            int levelEnd = count;
            for (int node = 0; node < count; node++) {
                if (node == levelEnd) {
                    depth++;
                    levelEnd = count;
                }
                expand(node, depth);
            }
            return new DigitTrie(Arrays.copyOf(nodes, count));
        }

        private void expand(int node, int depth) {
            int start = from[node];
            int end = to[node];
            long entry = 0;
            if (prefixes.length(sorted[start]) == depth) {
                entry = sorted[start] + 1L;
                while (start < end && prefixes.length(sorted[start]) == depth) {
                    start++;
                }
            }
            long bitmap = 0;
            int firstChild = count;
            while (start < end) {
                int digit = prefixes.digit(sorted[start], depth);
                int next = endOf(digit, start, end, depth);
                bitmap |= 1L << digit;
                add(start, next);
                start = next;
            }
            nodes[node] = bitmap << BITMAP_SHIFT | (long) firstChild << CHILD_SHIFT | entry;
        }

        private int endOf(int digit, int start, int end, int depth) {
            int low = start + 1;
            int high = end;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (prefixes.digit(sorted[middle], depth) == digit) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private void add(int start, int end) {
            if (count == nodes.length) {
                int larger = count + count / 2;
                nodes = Arrays.copyOf(nodes, larger);
                from = Arrays.copyOf(from, larger);
                to = Arrays.copyOf(to, larger);
            }
            from[count] = start;
            to[count] = end;
            count++;
        }
    }
}
