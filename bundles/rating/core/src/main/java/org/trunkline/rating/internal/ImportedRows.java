package org.trunkline.rating.internal;

import java.util.Arrays;

/** The rows of an import for one deck, in the order of the file, kept as tightly as a deck. */
final class ImportedRows {
    /** So many digits decide the first sort. */
    private static final int KEY_DIGITS = 10;

    private static final int KEY_BASE = 11;
    private static final int ROW_BITS = 28;

    private final DeckCompiler collector = new DeckCompiler(1_024);
    private long[] lines = new long[1_024];
    private long[] keys = new long[1_024];
    private CompactDeck rows;

    void add(long line, RateRow row) {
        int number = collector.size();
        collector.add(row);
        if (number == lines.length) {
            lines = Arrays.copyOf(lines, number * 2);
            keys = Arrays.copyOf(keys, number * 2);
        }
        lines[number] = line;
        keys[number] = key(row.prefix()) << ROW_BITS | number;
    }

    int size() {
        return collector.size();
    }

    /** Returns the row with this number, 0 being the first of the file. */
    RateRow row(int number) {
        return bare().row(number);
    }

    String prefix(int number) {
        return bare().prefix(number);
    }

    long line(int number) {
        return lines[number];
    }

    /** Returns the numbers of all rows in the order of their prefixes; rows of one prefix stay as in the file. */
    int[] sorted() {
        long[] order = Arrays.copyOf(keys, size());
        Arrays.sort(order);
        int[] numbers = new int[order.length];
        int start = 0;
        while (start < order.length) {
            int end = start + 1;
            while (end < order.length && order[end] >>> ROW_BITS == order[start] >>> ROW_BITS) {
                end++;
            }
            fill(order, start, end, numbers);
            start = end;
        }
        return numbers;
    }

    /** Rows of one key are of one prefix, or their prefixes are longer than the key. */
    private void fill(long[] order, int start, int end, int[] numbers) {
        Integer[] run = new Integer[end - start];
        for (int i = 0; i < run.length; i++) {
            run[i] = (int) (order[start + i] & (1L << ROW_BITS) - 1);
        }
        if (run.length > 1) {
            Arrays.sort(run, (one, other) -> prefix(one).compareTo(prefix(other)));
        }
        for (int i = 0; i < run.length; i++) {
            numbers[start + i] = run[i];
        }
    }

    private static long key(String prefix) {
        long key = 0;
        for (int i = 0; i < KEY_DIGITS; i++) {
            key = key * KEY_BASE + (i < prefix.length() ? prefix.charAt(i) - '0' + 1 : 0);
        }
        return key;
    }

    private CompactDeck bare() {
        if (rows == null || rows.size() != size()) {
            rows = collector.buildBare();
        }
        return rows;
    }
}
