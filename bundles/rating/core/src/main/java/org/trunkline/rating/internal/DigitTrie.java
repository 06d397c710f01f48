package org.trunkline.rating.internal;

/**
 * Finds the longest prefix of a number, immutable. A lookup is made of waits for memory, so it has few: a table leads over
 * the first digits at once, each node below over two more, and everything says what was found so far, so that nothing on
 * the way needs to be looked at. Table and upper nodes are small enough to stay near the processor; the lowest nodes hold
 * the answers themselves.
 *
 * <p>A slot is 0 where there is nothing, else an entry plus one (in the lowest nodes the answer of one), else a node:
 * negative, with its place and what it is like. A dense node has a slot for each two digits. Another one keeps slots that
 * are equal and side by side once, behind four words: each says which of 25 differ from the one before, and how many did so
 * earlier.
 */
final class DigitTrie {
    static final int NONE = -1;
    static final long NOTHING = 0;
    static final DigitTrie EMPTY = new DigitTrie(new Tables(new int[10], new int[0], new long[0]), null);

    /** Answers are at least 1 and less than this. */
    static final long ANSWER_END = 1L << 62;

    /** Nothing says yet whether the last digits are those of the prefix. */
    private static final long UNPROVEN = ANSWER_END;

    static final int UNPROVEN_ENTRY = 1 << 30;
    static final int NODE = 1 << 31;
    static final int DENSE = 1 << 30;
    static final int LOWEST = 1 << 29;
    private static final int PLACE = LOWEST - 1;

    static final int STEP_DIGITS = 2;
    static final int STEP = 100;
    static final int PART = 25;
    static final int PARTS = STEP / PART;

    /**
     * What a trie is made of.
     *
     * @param heads by the number that the first digits make: 10, 100 … slots
     */
    record Tables(int[] heads, int[] upper, long[] lowest) {}

    private final int[] heads;
    private final int headDigits;
    private final int[] upper;
    private final long[] lowest;
    private final Prefixes prefixes;

    /** @param prefixes those that the tables were built from */
    DigitTrie(Tables tables, Prefixes prefixes) {
        heads = tables.heads;
        upper = tables.upper;
        lowest = tables.lowest;
        this.prefixes = prefixes;
        headDigits = Integer.toString(heads.length).length() - 1;
    }

    /** What a trie is built from: prefixes by entry number. */
    interface Prefixes {
        int length(int entry);

        int digit(int entry, int position);

        /** Returns an entry of the longest prefix of this one that is another, or {@link #NONE}. */
        int shorter(int entry);

        /** Returns what is found. */
        long answer(int entry);

        int entryOf(long answer);

        int lengthOf(long answer);
    }

    /** @param sorted entries in the order of their prefixes; of equal prefixes the first is found */
    static DigitTrie of(int[] sorted, Prefixes prefixes) {
        return sorted.length == 0 ? EMPTY : new DigitTrieBuilder(sorted, prefixes).build();
    }

    Tables tables() {
        return new Tables(heads, upper, lowest);
    }

    /** Returns how many bytes of memory the arrays take. */
    long bytes() {
        return 4L * heads.length + 4L * upper.length + 8L * lowest.length;
    }

    /**
     * Returns the answer of the longest prefix, or {@link #NOTHING}. What is no digit ends the number. Of entries that the
     * trie was not built from it may find those that are {@link Prefixes#shorter} than others.
     */
    long find(String number) {
        int slot = head(number);
        for (int at = headDigits; slot < 0; at += STEP_DIGITS) {
            int step = step(number, at);
            if ((slot & LOWEST) != 0) {
                return checked(number, lowest(slot, step));
            }
            slot = next(slot, step);
        }
        return checked(number, answer(slot, prefixes));
    }

    /**
     * Does what {@link #find} does in several tries, in each of them one step and then the next: what one waits for, the
     * others wait for at the same time.
     */
    static long[] findAll(DigitTrie[] tries, String number) {
        long[] answers = new long[tries.length];
        int[] slots = new int[tries.length];
        int onTheWay = 0;
        for (int i = 0; i < tries.length; i++) {
            slots[i] = tries[i].head(number);
            onTheWay |= slots[i];
        }
        for (int steps = 0; onTheWay < 0; steps++) {
            onTheWay = 0;
            for (int i = 0; i < tries.length; i++) {
                int slot = slots[i];
                if (slot < 0) {
                    DigitTrie trie = tries[i];
                    int step = step(number, trie.headDigits + steps * STEP_DIGITS);
                    if ((slot & LOWEST) != 0) {
                        answers[i] = trie.lowest(slot, step);
                        slots[i] = 0;
                    } else {
                        slots[i] = trie.next(slot, step);
                        onTheWay |= slots[i];
                    }
                }
            }
        }
        for (int i = 0; i < tries.length; i++) {
            long answer = answers[i] == NOTHING ? answer(slots[i], tries[i].prefixes) : answers[i];
            answers[i] = tries[i].checked(number, answer);
        }
        return answers;
    }

    private int head(String number) {
        int head = 0;
        for (int at = 0; at < headDigits; at++) {
            head = head * 10 + digit(number, at);
        }
        return heads[head];
    }

    private static int step(String number, int at) {
        return digit(number, at) * 10 + digit(number, at + 1);
    }

    private int next(int slot, int step) {
        return (slot & DENSE) != 0 ? upper[(slot & PLACE) + step] : packed(slot & PLACE, step);
    }

    private int packed(int place, int step) {
        int part = upper[place + step / PART];
        return upper[place + PARTS - 1 + rank(part, step)];
    }

    private long lowest(int slot, int step) {
        int place = slot & PLACE;
        if ((slot & DENSE) != 0) {
            return lowest[place + step];
        }
        int number = step / PART;
        int part = (int) (lowest[place + number / 2] >>> number % 2 * Integer.SIZE);
        return lowest[place + PARTS / 2 - 1 + rank(part, step)];
    }

    private static int rank(int part, int step) {
        return (part >>> PART) + Integer.bitCount(part & (2 << step % PART) - 1);
    }

    /** Returns what is found at a slot that leads to no node. */
    static long answer(int slot, Prefixes prefixes) {
        if (slot == 0) {
            return NOTHING;
        }
        long answer = prefixes.answer((slot & ~UNPROVEN_ENTRY) - 1);
        return (slot & UNPROVEN_ENTRY) == 0 ? answer : answer | UNPROVEN;
    }

    private long checked(String number, long answer) {
        return answer == NOTHING || (answer & UNPROVEN) == 0 && isWhole(number, prefixes.lengthOf(answer))
                ? answer
                : proven(number, prefixes.entryOf(answer & ~UNPROVEN));
    }

    /** Returns whether so many digits are there, where others counted as zero. */
    private static boolean isWhole(String number, int digits) {
        if (digits > number.length()) {
            return false;
        }
        for (int i = 0; i < digits; i++) {
            if (!isDigit(number.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private long proven(String number, int longest) {
        int entry = longest;
        while (entry != NONE && !isPrefix(entry, number)) {
            entry = prefixes.shorter(entry);
        }
        return entry == NONE ? NOTHING : prefixes.answer(entry);
    }

    private boolean isPrefix(int entry, String number) {
        int length = prefixes.length(entry);
        if (length > number.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (number.charAt(i) - '0' != prefixes.digit(entry, i)) {
                return false;
            }
        }
        return true;
    }

    private static int digit(String number, int at) {
        return at < number.length() && isDigit(number.charAt(at)) ? number.charAt(at) - '0' : 0;
    }
}
