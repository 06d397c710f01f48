package org.trunkline.rating.internal;

import java.util.Arrays;

/**
 * Finds the longest prefix of a number: an immutable trie with one {@code long} per node. From the left: which of the
 * ten digits go on (10 bits), the first child (27 bits), the entry of this prefix plus one (27 bits).
 *
 * <p>A walk is made of waits for memory, so it has few: a table leads over the first digits at once, and what lies below
 * it lies together, the children of a node side by side.
 */
final class DigitTrie {
    static final int NONE = -1;

    private static final int BITMAP_SHIFT = 54;
    private static final int CHILD_SHIFT = 27;
    private static final long FIELD_MASK = (1L << 27) - 1;
    private static final int JUMP_SPAN = 10_000;
    static final DigitTrie EMPTY = new DigitTrie(new long[] {0});

    /** Digits that the table leads over; fewer in small tries, which lie in the caches of the processor anyway. */
    private static final int JUMP_DIGITS = 5;

    private static final int JUMP_NODES_MIN = 20_000;

    private final long[] nodes;
    /** By the number that the first digits make: the node that is reached, or where none is, -1 - the entry plus one. */
    private final int[] jumps;

    /** @param nodes kept; those that jumps lead to learn what was found on the way */
    DigitTrie(long[] nodes) {
        this.nodes = nodes;
        jumps = new int[nodes.length < JUMP_NODES_MIN ? 0 : JUMP_SPAN * 10];
        if (jumps.length > 0) {
            fillJumps(0, 0, JUMP_SPAN, 0);
        }
    }

    /** @param span how many numbers begin with the digits of a child of the node */
    private void fillJumps(int node, int first, int span, long entryBefore) {
        long own = nodes[node] & FIELD_MASK;
        long entry = own == 0 ? entryBefore : own;
        if (span == 0) {
            nodes[node] |= entry;
            jumps[first] = node;
            return;
        }
        for (int digit = 0; digit < 10; digit++) {
            int child = child(nodes[node], digit);
            int from = first + digit * span;
            if (child == NONE) {
                Arrays.fill(jumps, from, from + span, (int) (-1 - entry));
            } else {
                fillJumps(child, from, span / 10, entry);
            }
        }
    }

    private static int child(long node, int digit) {
        int bitmap = (int) (node >>> BITMAP_SHIFT);
        return (bitmap >>> digit & 1) == 0
                ? NONE
                : (int) (node >>> CHILD_SHIFT & FIELD_MASK) + Integer.bitCount(bitmap & (1 << digit) - 1);
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

    /** Returns how many bytes of memory the arrays take. */
    long bytes() {
        return 8L * nodes.length + 4L * jumps.length;
    }

    /** Returns the entry of the longest prefix with at most so many digits, or {@link #NONE}. */
    int find(String number, int digitsMax) {
        int length = Math.min(number.length(), digitsMax);
        int jump = jumps.length > 0 && length >= JUMP_DIGITS ? firstDigits(number) : NONE;
        if (jump == NONE) {
            return walk(number, 0, length, nodes[0]);
        }
        int node = jumps[jump];
        return node < 0 ? -2 - node : walk(number, JUMP_DIGITS, length, nodes[node]);
    }

    private static int firstDigits(String number) {
        int digits = 0;
        for (int i = 0; i < JUMP_DIGITS; i++) {
            int digit = number.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            digits = digits * 10 + digit;
        }
        return digits;
    }

    private int walk(String number, int from, int length, long start) {
        long node = start;
        int found = (int) (node & FIELD_MASK) - 1;
        for (int i = from; i < length; i++) {
            int digit = number.charAt(i) - '0';
            int child = digit < 0 || digit > 9 ? NONE : child(node, digit);
            if (child == NONE) {
                return found;
            }
            node = nodes[child];
            int entry = (int) (node & FIELD_MASK) - 1;
            found = entry >= 0 ? entry : found;
        }
        return found;
    }

    /**
     * A node is a run of sorted entries that share its digits. The first digits are built level by level; what lies below
     * each of their nodes then follows as a whole.
     */
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
            int topEnd = expandAll(0, 0, JUMP_DIGITS);
            int bottomEnd = count;
            for (int node = topEnd; node < bottomEnd; node++) {
                int below = count;
                expand(node, JUMP_DIGITS);
                expandAll(below, JUMP_DIGITS + 1, Integer.MAX_VALUE);
            }
            return new DigitTrie(Arrays.copyOf(nodes, count));
        }

        /** Expands the nodes from this one on, level by level, and returns the first one of the last depth. */
        private int expandAll(int first, int firstDepth, int lastDepth) {
            int depth = firstDepth;
            int node = first;
            while (depth < lastDepth && node < count) {
                int levelEnd = count;
                while (node < levelEnd) {
                    expand(node++, depth);
                }
                depth++;
            }
            return node;
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
