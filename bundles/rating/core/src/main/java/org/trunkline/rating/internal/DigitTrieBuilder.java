package org.trunkline.rating.internal;

import java.util.Arrays;

/** Goes through runs of sorted entries that share their first digits; nodes follow those that they lead to. */
final class DigitTrieBuilder {
    private static final int[] HEADS = {10, 1_000, 100_000};
    /** A table may have so many slots for an entry. */
    private static final int HEADS_PER_ENTRY = 10;
    /** Nodes with more different slots are dense: for a little memory a wait less. */
    private static final int DIFFERENT_MAX = 16;

    private final int[] sorted;
    private final DigitTrie.Prefixes prefixes;
    private int[] upper;
    private int upperCount;
    private long[] lowest;
    private int lowestCount;

    DigitTrieBuilder(int[] sorted, DigitTrie.Prefixes prefixes) {
        this.sorted = sorted;
        this.prefixes = prefixes;
        upper = new int[sorted.length / 4 + 16];
        lowest = new long[sorted.length + 16];
    }

    DigitTrie build() {
        int size = 0;
        while (size + 1 < HEADS.length && HEADS[size + 1] <= sorted.length * HEADS_PER_ENTRY) {
            size++;
        }
        int[] heads = new int[HEADS[size]];
        fill(heads, 0, heads.length, 0, 0, sorted.length, 0);
        DigitTrie.Tables tables =
                new DigitTrie.Tables(heads, Arrays.copyOf(upper, upperCount), Arrays.copyOf(lowest, lowestCount));
        return new DigitTrie(tables, prefixes);
    }

    /**
     * Fills the part of a table that is for the digits which a run shares.
     *
     * @param depth how many digits that are
     * @param above what was found with fewer digits
     */
    private void fill(int[] table, int first, int span, int depth, int from, int to, int above) {
        int longer = from;
        while (longer < to && prefixes.length(sorted[longer]) == depth) {
            longer++;
        }
        int found = longer > from ? sorted[from] + 1 : above;
        if (longer == to) {
            Arrays.fill(table, first, first + span, found);
        } else if (span == 1 && isOnePrefix(depth, longer, to)) {
            table[first] = DigitTrie.UNPROVEN_ENTRY | sorted[longer] + 1;
        } else if (span == 1) {
            int[] node = new int[DigitTrie.STEP];
            fill(node, 0, DigitTrie.STEP, depth, longer, to, found);
            table[first] = add(node);
        } else {
            int start = longer;
            for (int digit = 0; digit < 10; digit++) {
                int end = endOf(digit, start, to, depth);
                fill(table, first + digit * (span / 10), span / 10, depth + 1, start, end, found);
                start = end;
            }
        }
    }

    /** Returns whether all of the run have one prefix, so long that more than one node would lead to it. */
    private boolean isOnePrefix(int depth, int from, int to) {
        int length = prefixes.length(sorted[from]);
        if (length <= depth + DigitTrie.STEP_DIGITS || length != prefixes.length(sorted[to - 1])) {
            return false;
        }
        for (int i = depth; i < length; i++) {
            if (prefixes.digit(sorted[from], i) != prefixes.digit(sorted[to - 1], i)) {
                return false;
            }
        }
        return true;
    }

    private int endOf(int digit, int start, int to, int depth) {
        int low = start;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (prefixes.digit(sorted[middle], depth) <= digit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int add(int[] node) {
        int different = 1;
        boolean isLowest = node[0] >= 0;
        for (int step = 1; step < DigitTrie.STEP; step++) {
            different += node[step] != node[step - 1] ? 1 : 0;
            isLowest &= node[step] >= 0;
        }
        boolean isDense = different > DIFFERENT_MAX;
        int[] parts = isDense ? new int[0] : parts(node);
        int[] slots = isDense ? node : different(node, different);
        int place = isLowest ? addLowest(parts, slots) : addUpper(parts, slots);
        return DigitTrie.NODE | (isDense ? DigitTrie.DENSE : 0) | (isLowest ? DigitTrie.LOWEST : 0) | place;
    }

    private int addUpper(int[] parts, int[] slots) {
        int place = upperCount;
        upperCount += parts.length + slots.length;
        if (upperCount > upper.length) {
            upper = Arrays.copyOf(upper, upperCount + upperCount / 2);
        }
        System.arraycopy(parts, 0, upper, place, parts.length);
        System.arraycopy(slots, 0, upper, place + parts.length, slots.length);
        return place;
    }

    private int addLowest(int[] parts, int[] slots) {
        int place = lowestCount;
        lowestCount += parts.length / 2 + slots.length;
        if (lowestCount > lowest.length) {
            lowest = Arrays.copyOf(lowest, lowestCount + lowestCount / 2);
        }
        int at = place;
        for (int i = 0; i < parts.length; i += 2) {
            lowest[at++] = (long) parts[i + 1] << Integer.SIZE | parts[i] & 0xffff_ffffL;
        }
        for (int slot : slots) {
            lowest[at++] = DigitTrie.answer(slot, prefixes);
        }
        return place;
    }

    private static int[] parts(int[] node) {
        int[] parts = new int[DigitTrie.PARTS];
        int different = 0;
        for (int step = 0; step < DigitTrie.STEP; step++) {
            if (step % DigitTrie.PART == 0) {
                parts[step / DigitTrie.PART] = different << DigitTrie.PART;
            }
            if (step == 0 || node[step] != node[step - 1]) {
                parts[step / DigitTrie.PART] |= 1 << step % DigitTrie.PART;
                different++;
            }
        }
        return parts;
    }

    private static int[] different(int[] node, int count) {
        int[] slots = new int[count];
        int at = 0;
        for (int step = 0; step < DigitTrie.STEP; step++) {
            if (step == 0 || node[step] != node[step - 1]) {
                slots[at++] = node[step];
            }
        }
        return slots;
    }
}
