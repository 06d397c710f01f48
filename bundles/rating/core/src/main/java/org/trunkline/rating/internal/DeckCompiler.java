package org.trunkline.rating.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.trunkline.kernel.InvalidException;

/** Turns rates, handed over in the order of {@link RateRow#ORDER}, into a {@link CompactDeck}. */
final class DeckCompiler {
    /** More prefixes than all networks of the world have. */
    static final int RATES_MAX = 10_000_000;

    private final Tariffs.Builder tariffs = new Tariffs.Builder();
    private final Texts.Builder texts = new Texts.Builder();
    private final Map<String, Integer> kindNumbers = new HashMap<>();
    private Kind[] kinds = new Kind[64];
    private int[] prefixStarts;
    private byte[] prefixDigits;
    private long[] records;
    private int count;
    private String lastPrefix = "";

    /** @param expected about how many rates there will be */
    DeckCompiler(int expected) {
        int size = Math.max(16, expected);
        prefixStarts = new int[size + 1];
        prefixDigits = new byte[size * 8];
        records = new long[size];
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
        if (count + 1 == prefixStarts.length) {
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
            records[count - 1] |= CompactDeck.GOES_ON;
        }
        lastPrefix = row.prefix();
        boolean isNamedByCountry = isNamedByCountry(row);
        int flags = row.directions()
                | (row.tailed() ? CompactDeck.TAILED : 0)
                | (isNamedByCountry ? CompactDeck.NAMED_BY_COUNTRY : 0)
                | (row.kind().isFiltered() ? CompactDeck.FILTERED : 0);
        int name = isNamedByCountry ? 0 : text(row.name());
        int tariff = tariffs.add(row.rateNanos(), row.internalNanos(), kindNumber(row.kind()), name);
        records[count] = CompactDeck.record(tariff, text(row.description()), digits.length, flags);
        count++;
    }

    private int text(String text) {
        int place = texts.add(text);
        if (place >= CompactDeck.TEXT_BYTES_MAX) {
            throw new InvalidException(
                    "description",
                    "maxLength",
                    "The descriptions of a deck must not be more than " + CompactDeck.TEXT_BYTES_MAX + " bytes");
        }
        return place;
    }

    private void grow() {
        if (count >= RATES_MAX) {
            throw new InvalidException("prefix", "maxItems", "A deck has at most " + RATES_MAX + " rates");
        }
        int size = Math.min(RATES_MAX, count + count / 2);
        prefixStarts = Arrays.copyOf(prefixStarts, size + 1);
        records = Arrays.copyOf(records, size);
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
        return findable(buildBare());
    }

    /** Returns the rates of the deck, which are in their order, so that they can be found. */
    static CompactDeck findable(CompactDeck bare) {
        CompactDeck deck = nested(bare);
        int[] in = rates(deck, rate -> isFor(deck, rate, RateRow.IN));
        int[] out = rates(deck, rate -> isFor(deck, rate, RateRow.OUT));
        DigitTrie outbound = DigitTrie.of(out, deck);
        DigitTrie inbound = Arrays.equals(in, out) ? outbound : DigitTrie.of(in, deck);
        return deck.found(inbound, outbound, events(deck));
    }

    /** Returns what was added, in any order, to read it again; it finds nothing. */
    CompactDeck buildBare() {
        DeckColumns columns = new DeckColumns(
                Arrays.copyOf(prefixStarts, count + 1),
                Arrays.copyOf(prefixDigits, prefixStarts[count]),
                Arrays.copyOf(records, count));
        Kind[] used = Arrays.copyOf(kinds, kindNumbers.size());
        return new CompactDeck(columns, tariffs.build(), used, texts.build());
    }

    /** Returns the rates of the deck, which are in their order, knowing of each the next shorter prefix. */
    static CompactDeck nested(CompactDeck bare) {
        int[] shorter = new int[bare.size()];
        int first = 0;
        for (int rate = 0; rate < shorter.length; rate++) {
            if (rate > 0 && bare.goesOn(rate - 1)) {
                shorter[rate] = shorter[rate - 1];
                continue;
            }
            int candidate = rate == 0 ? CompactDeck.NONE : first;
            while (candidate != CompactDeck.NONE && !bare.isWithin(rate, candidate)) {
                candidate = shorter[candidate];
            }
            shorter[rate] = candidate;
            first = rate;
        }
        return bare.nested(shorter);
    }

    private static boolean isFor(CompactDeck deck, int rate, int direction) {
        int given = deck.directions(rate);
        return (given == 0 || (given & direction) != 0) && !deck.isForEvents(rate);
    }

    /** Returns what finds the rates for events. It is not stored: most decks have none. */
    static DigitTrie events(CompactDeck deck) {
        boolean hasAny =
                Arrays.stream(deck.kinds()).anyMatch(kind -> !kind.service().isEmpty());
        return hasAny ? DigitTrie.of(rates(deck, deck::isForEvents), deck) : DigitTrie.EMPTY;
    }

    private static int[] rates(CompactDeck deck, IntPredicate isWanted) {
        return IntStream.range(0, deck.size()).filter(isWanted).toArray();
    }
}
