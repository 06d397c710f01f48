package org.trunkline.rating.internal;

import java.util.function.IntPredicate;

/**
 * The rates of a deck, immutable, in arrays: about 35 bytes per rate with both tries. Rates are numbered in the order
 * of {@link RateRow#ORDER}, so the rates of one prefix lie side by side, the best first.
 */
final class CompactDeck implements DigitTrie.Prefixes {
    static final int NONE = DigitTrie.NONE;
    static final CompactDeck EMPTY = DeckCompiler.compile(java.util.List.of());

    /** Bits of the flags; the lowest two are the directions as given. */
    static final int DIRECTIONS = 3;

    static final int TAILED = 4;
    /** The next rate has the same prefix. */
    static final int GOES_ON = 8;
    /** The name is ISO, underscore, prefix. */
    static final int NAMED_BY_COUNTRY = 16;
    /** The kind says which calls the rate is for. */
    static final int FILTERED = 32;

    private static final int FLAG_BITS = 6;
    private static final int LENGTH_BITS = 5;
    private static final int TEXT_BITS = 29;
    private static final int TEXT_SHIFT = FLAG_BITS + LENGTH_BITS;
    private static final int TARIFF_SHIFT = TEXT_SHIFT + TEXT_BITS;

    /** Descriptions may take so many bytes together. */
    static final int TEXT_BYTES_MAX = 1 << TEXT_BITS;

    /**
     * What is stored of each rate, by its number.
     *
     * @param prefixStarts where the digits of each prefix begin, and the end of the last one
     * @param records one word each, so that a decision waits for memory once: number of the tariff, place of the
     *     description, length of the prefix, flags
     */
    record Columns(int[] prefixStarts, byte[] prefixDigits, long[] records) {}

    private final Columns columns;
    private final Tariffs tariffs;
    private final Kind[] kinds;
    private final Texts texts;
    private final DigitTrie inbound;
    private final DigitTrie outbound;
    /** Of all services together: decks have few rates of them. */
    private final DigitTrie events;

    /** Rates that can be read and not found. */
    CompactDeck(Columns columns, Tariffs tariffs, Kind[] kinds, Texts texts) {
        this(columns, tariffs, kinds, texts, DigitTrie.EMPTY, DigitTrie.EMPTY, DigitTrie.EMPTY);
    }

    private CompactDeck(
            Columns columns,
            Tariffs tariffs,
            Kind[] kinds,
            Texts texts,
            DigitTrie inbound,
            DigitTrie outbound,
            DigitTrie events) {
        this.columns = columns;
        this.tariffs = tariffs;
        this.kinds = kinds;
        this.texts = texts;
        this.inbound = inbound;
        this.outbound = outbound;
        this.events = events;
    }

    /** Returns the same rates, to be found by these. */
    CompactDeck found(DigitTrie newInbound, DigitTrie newOutbound, DigitTrie newEvents) {
        return new CompactDeck(columns, tariffs, kinds, texts, newInbound, newOutbound, newEvents);
    }

    static long record(int tariff, int description, int length, int flags) {
        return (long) tariff << TARIFF_SHIFT | (long) description << TEXT_SHIFT | (long) length << FLAG_BITS | flags;
    }

    /**
     * Returns the rate that applies: the longest prefix that has a rate which passes, of these the best; or
     * {@link #NONE}.
     *
     * @param isHidden rates that do not count; null for none
     */
    int find(Asked asked, IntPredicate isHidden) {
        DigitTrie trie = trie(asked);
        int rate = trie.find(asked.digits(), Integer.MAX_VALUE);
        while (rate != NONE) {
            int passing = firstPassing(rate, asked, isHidden);
            if (passing != NONE) {
                return passing;
            }
            rate = trie.find(asked.digits(), length(rate) - 1);
        }
        return NONE;
    }

    private DigitTrie trie(Asked asked) {
        if (!asked.service().isEmpty()) {
            return events;
        }
        return asked.direction() == RateRow.IN ? inbound : outbound;
    }

    private int firstPassing(int first, Asked asked, IntPredicate isHidden) {
        boolean isForCall = asked.service().isEmpty();
        for (int rate = first; ; rate++) {
            int flags = flags(rate);
            int given = flags & DIRECTIONS;
            if ((given == 0 || (given & asked.direction()) != 0)
                    && ((flags & FILTERED) == 0 ? isForCall : kind(rate).passes(asked))
                    && (isHidden == null || !isHidden.test(rate))) {
                return rate;
            }
            if ((flags & GOES_ON) == 0) {
                return NONE;
            }
        }
    }

    int size() {
        return columns.records.length;
    }

    @Override
    public int length(int rate) {
        return (int) (columns.records[rate] >>> FLAG_BITS) & (1 << LENGTH_BITS) - 1;
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
        return kinds[tariffs.kind(tariff(rate))];
    }

    private int flags(int rate) {
        return (int) columns.records[rate] & (1 << FLAG_BITS) - 1;
    }

    private int tariff(int rate) {
        return (int) (columns.records[rate] >>> TARIFF_SHIFT);
    }

    int directions(int rate) {
        return flags(rate) & DIRECTIONS;
    }

    /** Returns whether the rate is for events, not for calls. */
    boolean isForEvents(int rate) {
        return (flags(rate) & FILTERED) != 0 && !kind(rate).service().isEmpty();
    }

    boolean isTailed(int rate) {
        return (flags(rate) & TAILED) != 0;
    }

    long rateNanos(int rate) {
        return tariffs.rateNanos(tariff(rate));
    }

    long internalNanos(int rate) {
        return tariffs.internalNanos(tariff(rate));
    }

    int weight(int rate) {
        return RateRow.weight(kind(rate), length(rate), rateNanos(rate), internalNanos(rate));
    }

    String description(int rate) {
        return texts.get((int) (columns.records[rate] >>> TEXT_SHIFT) & TEXT_BYTES_MAX - 1);
    }

    /** Returns the name as given, or the empty text. */
    String name(int rate) {
        return (flags(rate) & NAMED_BY_COUNTRY) != 0 ? kind(rate).nameStart() + prefix(rate) : givenName(rate);
    }

    private String givenName(int rate) {
        return texts.get(tariffs.name(tariff(rate)));
    }

    /** Returns the name as given, or the one that it has by default. */
    String shownName(int rate, String prefix) {
        if ((flags(rate) & NAMED_BY_COUNTRY) != 0) {
            return kind(rate).nameStart() + prefix;
        }
        String given = givenName(rate);
        return given.isEmpty() ? RateRow.defaultName(kind(rate), prefix, directions(rate)) : given;
    }

    String id(int rate) {
        return id(rate, prefix(rate));
    }

    String id(int rate, String prefix) {
        int given = directions(rate);
        return RateRow.id(kind(rate), prefix, given == 0 ? RateRow.BOTH : given, isTailed(rate));
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

    Tariffs tariffs() {
        return tariffs;
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
                + 8L * c.records.length
                + 8L * tariffs.values().length
                + texts.bytes().length
                + inbound.bytes()
                + outbound.bytes()
                + events.bytes();
    }
}
