package org.trunkline.rating.internal;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The rates of a deck, immutable, in arrays: about 37 bytes per rate in large decks. Rates are numbered in the order
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
    private static final int FLAGS = (1 << FLAG_BITS) - 1;
    /** Of rates and of tariffs, of which there are fewer. */
    private static final int NUMBER_BITS = 24;

    private static final int ANSWER_RATE_SHIFT = 38;
    private static final int ANSWER_TARIFF_SHIFT = ANSWER_RATE_SHIFT - NUMBER_BITS;

    /** Descriptions may take so many bytes together. */
    static final int TEXT_BYTES_MAX = 1 << TEXT_BITS;

    private final DeckColumns columns;
    private final Tariffs tariffs;
    private final Kind[] kinds;
    private final Texts texts;
    private final DigitTrie inbound;
    private final DigitTrie outbound;
    /** Of all services together: decks have few rates of them. */
    private final DigitTrie events;

    /** Rates that can be read and not found. */
    CompactDeck(DeckColumns columns, Tariffs tariffs, Kind[] kinds, Texts texts) {
        this(columns, tariffs, kinds, texts, DigitTrie.EMPTY, DigitTrie.EMPTY, DigitTrie.EMPTY);
    }

    private CompactDeck(
            DeckColumns columns,
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

    /** Returns the same rates, knowing of each the next shorter prefix, as {@link DeckColumns} says. */
    CompactDeck nested(int[] shorter) {
        DeckColumns nested =
                new DeckColumns(columns.prefixStarts(), columns.prefixDigits(), columns.records(), shorter);
        return new CompactDeck(nested, tariffs, kinds, texts);
    }

    /** Returns whether the prefix of one rate begins with that of another, or is the same. */
    boolean isWithin(int longRate, int shortRate) {
        int start = columns.prefixStarts()[shortRate];
        int length = columns.prefixStarts()[shortRate + 1] - start;
        int other = columns.prefixStarts()[longRate];
        byte[] digits = columns.prefixDigits();
        return columns.prefixStarts()[longRate + 1] - other >= length
                && Arrays.equals(digits, start, start + length, digits, other, other + length);
    }

    /** Returns whether the next rate has the same prefix. */
    boolean goesOn(int rate) {
        return (flags(rate) & GOES_ON) != 0;
    }

    /** Returns the same rates, to be found by these. */
    CompactDeck found(DigitTrie newInbound, DigitTrie newOutbound, DigitTrie newEvents) {
        return new CompactDeck(columns, tariffs, kinds, texts, newInbound, newOutbound, newEvents);
    }

    static long record(int tariff, int description, int length, int flags) {
        return (long) tariff << TARIFF_SHIFT | (long) description << TEXT_SHIFT | (long) length << FLAG_BITS | flags;
    }

    /**
     * Returns the rate that applies: the longest prefix that has a rate which passes, of these the best. It is an answer
     * that the static methods read, so that memory is waited for but once; {@link DigitTrie#NOTHING} where there is none.
     *
     * @param isHidden rates that do not count; null for none
     */
    long find(Asked asked, IntPredicate isHidden) {
        return passing(trie(asked).find(asked.digits()), asked, isHidden);
    }

    /**
     * Returns what {@link #find} does.
     *
     * @param longest what {@link #trie} says to the number
     */
    long passing(long longest, Asked asked, IntPredicate isHidden) {
        long answer = longest;
        while (answer != DigitTrie.NOTHING) {
            long passing = firstPassing(answer, asked, isHidden);
            if (passing != DigitTrie.NOTHING) {
                return passing;
            }
            int shorter = shorter(rate(answer));
            answer = shorter == NONE ? DigitTrie.NOTHING : answer(shorter);
        }
        return DigitTrie.NOTHING;
    }

    /** Returns what leads to the rates that may apply. */
    DigitTrie trie(Asked asked) {
        if (!asked.service().isEmpty()) {
            return events;
        }
        return asked.direction() == RateRow.IN ? inbound : outbound;
    }

    private long firstPassing(long first, Asked asked, IntPredicate isHidden) {
        boolean isForCall = asked.service().isEmpty();
        long answer = first;
        while (true) {
            int flags = (int) answer & FLAGS;
            int given = flags & DIRECTIONS;
            if ((given == 0 || (given & asked.direction()) != 0)
                    && ((flags & FILTERED) == 0 ? isForCall : kindOf(answer).passes(asked))
                    && (isHidden == null || !isHidden.test(rate(answer)))) {
                return answer;
            }
            if ((flags & GOES_ON) == 0) {
                return DigitTrie.NOTHING;
            }
            answer = answer(rate(answer) + 1);
        }
    }

    /** Returns tariff, length and flags of the rate, with its number plus one in place of the description. */
    @Override
    public long answer(int rate) {
        long record = columns.records()[rate];
        return (rate + 1L) << ANSWER_RATE_SHIFT
                | record >>> TARIFF_SHIFT << ANSWER_TARIFF_SHIFT
                | record & (1 << TEXT_SHIFT) - 1;
    }

    @Override
    public int entryOf(long answer) {
        return rate(answer);
    }

    @Override
    public int lengthOf(long answer) {
        return (int) answer >>> FLAG_BITS & (1 << LENGTH_BITS) - 1;
    }

    /** Returns the number of the rate, or {@link #NONE} of {@link DigitTrie#NOTHING}. */
    static int rate(long answer) {
        return (int) (answer >>> ANSWER_RATE_SHIFT) - 1;
    }

    static int tariffOf(long answer) {
        return (int) (answer >>> ANSWER_TARIFF_SHIFT) & (1 << NUMBER_BITS) - 1;
    }

    Kind kindOf(long answer) {
        return kinds[tariffs.kind(tariffOf(answer))];
    }

    long rateNanosOf(long answer) {
        return tariffs.rateNanos(tariffOf(answer));
    }

    long internalNanosOf(long answer) {
        return tariffs.internalNanos(tariffOf(answer));
    }

    int size() {
        return columns.records().length;
    }

    @Override
    public int length(int rate) {
        return (int) (columns.records()[rate] >>> FLAG_BITS) & (1 << LENGTH_BITS) - 1;
    }

    @Override
    public int digit(int rate, int position) {
        return columns.prefixDigits()[columns.prefixStarts()[rate] + position] - '0';
    }

    @Override
    public int shorter(int rate) {
        return columns.shorter()[rate];
    }

    String prefix(int rate) {
        return new String(
                columns.prefixDigits(),
                columns.prefixStarts()[rate],
                length(rate),
                java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    Kind kind(int rate) {
        return kinds[tariffs.kind(tariff(rate))];
    }

    private int flags(int rate) {
        return (int) columns.records()[rate] & FLAGS;
    }

    private int tariff(int rate) {
        return (int) (columns.records()[rate] >>> TARIFF_SHIFT);
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
        return texts.get(descriptionPlace(rate));
    }

    /** Returns the place of the description among the texts. */
    int descriptionPlace(int rate) {
        return (int) (columns.records()[rate] >>> TEXT_SHIFT) & TEXT_BYTES_MAX - 1;
    }

    /** Returns where the description is of what was found, as {@link Texts#located} has it. */
    long described(long answer) {
        return texts.located(descriptionPlace(rate(answer)));
    }

    /** Returns the name as given, or the empty text. */
    String name(int rate) {
        return (flags(rate) & NAMED_BY_COUNTRY) != 0 ? kind(rate).nameStart() + prefix(rate) : givenName(rate);
    }

    private String givenName(int rate) {
        return texts.get(tariffs.name(tariff(rate)));
    }

    /** Returns the name as given, or the one that it has by default. */
    String shownNameOf(long answer, String prefix) {
        Kind kind = kindOf(answer);
        if (((int) answer & NAMED_BY_COUNTRY) != 0) {
            return kind.nameStart() + prefix;
        }
        String given = texts.get(tariffs.name(tariffOf(answer)));
        return given.isEmpty() ? RateRow.defaultName(kind, prefix, (int) answer & DIRECTIONS) : given;
    }

    String id(int rate) {
        return idOf(answer(rate), prefix(rate));
    }

    String idOf(long answer, String prefix) {
        int given = (int) answer & DIRECTIONS;
        return RateRow.id(kindOf(answer), prefix, given == 0 ? RateRow.BOTH : given, ((int) answer & TAILED) != 0);
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

    DeckColumns columns() {
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
        return columns.bytes()
                + 8L * tariffs.values().length
                + texts.bytes().length
                + (inbound == outbound ? 0 : inbound.bytes())
                + outbound.bytes()
                + events.bytes();
    }
}
