package org.trunkline.rating.internal;

import java.util.function.IntPredicate;

/**
 * The rates of a deck, immutable, in arrays: about 50 bytes per rate with both tries. Rates are numbered in the order
 * of {@link RateRow#ORDER}, so the rates of one prefix lie side by side, the best first.
 */
final class CompactDeck implements DigitTrie.Prefixes {
    static final int NONE = DigitTrie.NONE;
    static final CompactDeck EMPTY = DeckCompiler.compile(java.util.List.of());

    /** Bits of {@link Columns#kindsAndFlags()}; the lowest two are the directions as given. */
    static final int DIRECTIONS = 3;

    static final int TAILED = 4;
    /** The next rate has the same prefix. */
    static final int GOES_ON = 8;
    /** The name is ISO, underscore, prefix. */
    static final int NAMED_BY_COUNTRY = 16;

    /** The number of the kind lies above the flags, so that a decision touches one place of memory. */
    static final int KIND_SHIFT = 5;

    /**
     * What is stored of each rate, by its number.
     *
     * @param prefixStarts where the digits of each prefix begin, and the end of the last one
     * @param names numbers of texts
     * @param descriptions numbers of texts
     * @param kindsAndFlags index into kinds, shifted by {@link #KIND_SHIFT}, and flags
     */
    record Columns(
            int[] prefixStarts,
            byte[] prefixDigits,
            int[] kindsAndFlags,
            long[] rateNanos,
            long[] internalNanos,
            int[] names,
            int[] descriptions) {}

    private final Columns columns;
    private final Kind[] kinds;
    private final Texts texts;
    private final DigitTrie inbound;
    private final DigitTrie outbound;

    CompactDeck(Columns columns, Kind[] kinds, Texts texts, DigitTrie inbound, DigitTrie outbound) {
        this.columns = columns;
        this.kinds = kinds;
        this.texts = texts;
        this.inbound = inbound;
        this.outbound = outbound;
    }

    /**
     * Returns the rate that applies: the longest prefix that has a rate which passes, of these the best; or
     * {@link #NONE}.
     *
     * @param direction {@link RateRow#IN} or {@link RateRow#OUT}
     * @param callerDigits null when not known
     * @param isHidden rates that do not count
     */
    int find(String digits, int direction, String callerDigits, IntPredicate isHidden) {
        DigitTrie trie = direction == RateRow.IN ? inbound : outbound;
        int rate = trie.find(digits, Integer.MAX_VALUE);
        while (rate != NONE) {
            int passing = firstPassing(rate, direction, callerDigits, isHidden);
            if (passing != NONE) {
                return passing;
            }
            rate = trie.find(digits, length(rate) - 1);
        }
        return NONE;
    }

    private int firstPassing(int first, int direction, String callerDigits, IntPredicate isHidden) {
        for (int rate = first; ; rate++) {
            int flags = columns.kindsAndFlags[rate];
            int given = flags & DIRECTIONS;
            if ((given == 0 || (given & direction) != 0)
                    && kinds[flags >>> KIND_SHIFT].admitsCaller(callerDigits)
                    && (isHidden == null || !isHidden.test(rate))) {
                return rate;
            }
            if ((flags & GOES_ON) == 0) {
                return NONE;
            }
        }
    }

    int size() {
        return columns.kindsAndFlags.length;
    }

    @Override
    public int length(int rate) {
        return columns.prefixStarts[rate + 1] - columns.prefixStarts[rate];
    }

    @Override
    public int digit(int rate, int position) {
        return columns.prefixDigits[columns.prefixStarts[rate] + position] - '0';
    }

    String prefix(int rate) {
        return new String(
                columns.prefixDigits,
                columns.prefixStarts[rate],
                length(rate),
                java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    Kind kind(int rate) {
        return kinds[columns.kindsAndFlags[rate] >>> KIND_SHIFT];
    }

    int directions(int rate) {
        return columns.kindsAndFlags[rate] & DIRECTIONS;
    }

    boolean isTailed(int rate) {
        return (columns.kindsAndFlags[rate] & TAILED) != 0;
    }

    long rateNanos(int rate) {
        return columns.rateNanos[rate];
    }

    long internalNanos(int rate) {
        return columns.internalNanos[rate];
    }

    int weight(int rate) {
        return RateRow.weight(kind(rate), length(rate), rateNanos(rate), internalNanos(rate));
    }

    String description(int rate) {
        return texts.get(columns.descriptions[rate]);
    }

    /** Returns the name as given, or the empty text. */
    String name(int rate) {
        return (columns.kindsAndFlags[rate] & NAMED_BY_COUNTRY) != 0
                ? kind(rate).iso() + '_' + prefix(rate)
                : texts.get(columns.names[rate]);
    }

    String id(int rate) {
        int given = directions(rate);
        return RateRow.id(kind(rate), prefix(rate), given == 0 ? RateRow.BOTH : given, isTailed(rate));
    }

    RateRow row(int rate) {
        return new RateRow(
                prefix(rate),
                directions(rate),
                rateNanos(rate),
                internalNanos(rate),
                description(rate),
                name(rate),
                kind(rate),
                isTailed(rate));
    }

    /** Returns the first rate whose prefix is this one or comes after it. */
    int firstAtOrAfter(String prefix) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comparePrefix(middle, prefix) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the rate with this id, or {@link #NONE}. */
    int findById(String id) {
        String prefix = prefixOfId(id);
        if (prefix.isEmpty()) {
            return NONE;
        }
        for (int rate = firstAtOrAfter(prefix); rate < size() && comparePrefix(rate, prefix) == 0; rate++) {
            if (id(rate).equals(id)) {
                return rate;
            }
        }
        return NONE;
    }

    static String prefixOfId(String id) {
        String[] parts = id.split("-", 3);
        return parts.length < 2 ? "" : parts[1];
    }

    int comparePrefix(int rate, String prefix) {
        int length = Math.min(length(rate), prefix.length());
        for (int i = 0; i < length; i++) {
            int difference = digit(rate, i) + '0' - prefix.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return length(rate) - prefix.length();
    }

    Columns columns() {
        return columns;
    }

    Kind[] kinds() {
        return kinds;
    }

    Texts texts() {
        return texts;
    }

    DigitTrie inbound() {
        return inbound;
    }

    DigitTrie outbound() {
        return outbound;
    }

    /** Returns how many bytes of memory the arrays take. */
    long bytes() {
        Columns c = columns;
        return 4L * c.prefixStarts.length
                + c.prefixDigits.length
                + 8L * (c.rateNanos.length + c.internalNanos.length)
                + 4L * (c.kindsAndFlags.length + c.names.length + c.descriptions.length)
                + 4L * texts.starts().length
                + texts.bytes().length
                + 8L * (inbound.nodes().length + outbound.nodes().length);
    }
}
