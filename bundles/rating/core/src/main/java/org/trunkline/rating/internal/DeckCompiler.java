package org.trunkline.rating.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trunkline.kernel.InvalidException;

/** Turns rates, handed over in the order of {@link RateRow#ORDER}, into a {@link CompactDeck}. */
final class DeckCompiler {
    /** More prefixes than all networks of the world have. */
    static final int RATES_MAX = 10_000_000;

    private final Texts.Builder texts = new Texts.Builder();
    private final Map<String, Integer> kindNumbers = new HashMap<>();
    private Kind[] kinds = new Kind[64];
    private int[] prefixStarts;
    private byte[] prefixDigits;
    private int[] kindsAndFlags;
    private long[] rateNanos;
    private long[] internalNanos;
    private int[] names;
    private int[] descriptions;
    private int count;
    private String lastPrefix = "";

    /** @param expected about how many rates there will be */
    DeckCompiler(int expected) {
        int size = Math.max(16, expected);
        prefixStarts = new int[size + 1];
        prefixDigits = new byte[size * 8];
        kindsAndFlags = new int[size];
        rateNanos = new long[size];
        internalNanos = new long[size];
        names = new int[size];
        descriptions = new int[size];
    }

    static CompactDeck compile(List<RateRow> rows) {
        DeckCompiler compiler = new DeckCompiler(rows.size());
        rows.stream().sorted(RateRow.ORDER).forEach(compiler::add);
        return compiler.build();
    }

    int size() {
        return count;
    }

    void add(RateRow row) {
        if (count == kindsAndFlags.length) {
            grow();
        }
        byte[] digits = row.prefix().getBytes(StandardCharsets.ISO_8859_1);
        int start = prefixStarts[count];
        if (start + digits.length > prefixDigits.length) {
            prefixDigits = Arrays.copyOf(prefixDigits, prefixDigits.length * 3 / 2 + digits.length);
        }
        System.arraycopy(digits, 0, prefixDigits, start, digits.length);
        prefixStarts[count + 1] = start + digits.length;
        if (row.prefix().equals(lastPrefix)) {
            kindsAndFlags[count - 1] |= CompactDeck.GOES_ON;
        }
        lastPrefix = row.prefix();
        boolean isNamedByCountry = isNamedByCountry(row);
        kindsAndFlags[count] = kindNumber(row.kind()) << CompactDeck.KIND_SHIFT
                | (row.directions()
                        | (row.tailed() ? CompactDeck.TAILED : 0)
                        | (isNamedByCountry ? CompactDeck.NAMED_BY_COUNTRY : 0));
        rateNanos[count] = row.rateNanos();
        internalNanos[count] = row.internalNanos();
        names[count] = isNamedByCountry ? 0 : texts.add(row.name());
        descriptions[count] = texts.add(row.description());
        count++;
    }

    private void grow() {
        if (count >= RATES_MAX) {
            throw new InvalidException("prefix", "maxItems", "A deck has at most " + RATES_MAX + " rates");
        }
        int size = Math.min(RATES_MAX, count + count / 2);
        prefixStarts = Arrays.copyOf(prefixStarts, size + 1);
        kindsAndFlags = Arrays.copyOf(kindsAndFlags, size);
        rateNanos = Arrays.copyOf(rateNanos, size);
        internalNanos = Arrays.copyOf(internalNanos, size);
        names = Arrays.copyOf(names, size);
        descriptions = Arrays.copyOf(descriptions, size);
    }

    private static boolean isNamedByCountry(RateRow row) {
        String iso = row.kind().iso();
        String name = row.name();
        return !iso.isEmpty()
                && name.length() == iso.length() + 1 + row.prefix().length()
                && name.startsWith(iso)
                && name.charAt(iso.length()) == '_'
                && name.endsWith(row.prefix());
    }

    private int kindNumber(Kind kind) {
        return kindNumbers.computeIfAbsent(kind.text(), text -> {
            int number = kindNumbers.size();
            if (number == kinds.length) {
                kinds = Arrays.copyOf(kinds, number * 2);
            }
            kinds[number] = kind;
            return number;
        });
    }

    CompactDeck build() {
        CompactDeck bare = buildBare();
        return new CompactDeck(
                bare.columns(), bare.kinds(), bare.texts(), trie(bare, RateRow.IN), trie(bare, RateRow.OUT));
    }

    /** Returns what was added, in any order, to read it again; it finds nothing. */
    CompactDeck buildBare() {
        CompactDeck.Columns columns = new CompactDeck.Columns(
                Arrays.copyOf(prefixStarts, count + 1),
                Arrays.copyOf(prefixDigits, prefixStarts[count]),
                Arrays.copyOf(kindsAndFlags, count),
                Arrays.copyOf(rateNanos, count),
                Arrays.copyOf(internalNanos, count),
                Arrays.copyOf(names, count),
                Arrays.copyOf(descriptions, count));
        Kind[] used = Arrays.copyOf(kinds, kindNumbers.size());
        return new CompactDeck(columns, used, texts.build(), DigitTrie.EMPTY, DigitTrie.EMPTY);
    }

    private static DigitTrie trie(CompactDeck deck, int direction) {
        int[] rates = new int[deck.size()];
        int size = 0;
        for (int rate = 0; rate < rates.length; rate++) {
            int given = deck.directions(rate);
            if (given == 0 || (given & direction) != 0) {
                rates[size++] = rate;
            }
        }
        return DigitTrie.of(Arrays.copyOf(rates, size), deck);
    }
}
