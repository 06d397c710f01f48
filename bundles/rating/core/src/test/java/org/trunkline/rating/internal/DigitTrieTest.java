package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The trie finds what a search through all prefixes finds. */
class DigitTrieTest {
    private static final int NUMBER_DIGITS_MAX = 12;

    @Property
    void findsTheLongestPrefixOfASmallDeck(
            @ForAll("prefixes") Set<String> prefixes, @ForAll("numbers") List<String> numbers) {
        assertFinds(new TreeSet<>(prefixes), numbers);
    }

    /** So many prefixes that a table leads over the first digits. */
    @Property(tries = 10)
    void findsTheLongestPrefixOfALargeDeck(
            @ForAll("largeDecks") Set<String> prefixes, @ForAll("numbers") List<String> numbers) {
        assertFinds(new TreeSet<>(prefixes), numbers);
    }

    @Test
    void whatIsNoDigitEndsTheNumber() {
        TreeSet<String> prefixes = new TreeSet<>(largeDecks().sample());
        prefixes.add("12");

        assertThat(found(prefixes, "12x45", NUMBER_DIGITS_MAX)).isEqualTo("12");
        assertThat(found(prefixes, "x", NUMBER_DIGITS_MAX)).isEmpty();
        assertThat(found(prefixes, "", NUMBER_DIGITS_MAX)).isEmpty();
    }

    @Test
    void anEmptyDeckHasNothing() {
        assertThat(DigitTrie.EMPTY.find("4420", NUMBER_DIGITS_MAX)).isEqualTo(DigitTrie.NONE);
    }

    private static void assertFinds(TreeSet<String> prefixes, List<String> numbers) {
        String[] sorted = prefixes.toArray(String[]::new);
        DigitTrie trie = trie(sorted);
        for (String number : numbers) {
            for (int digitsMax = 0; digitsMax <= number.length(); digitsMax++) {
                int entry = trie.find(number, digitsMax);

                assertThat(entry == DigitTrie.NONE ? "" : sorted[entry])
                        .as("%s, at most %d digits", number, digitsMax)
                        .isEqualTo(longest(prefixes, number.substring(0, digitsMax)));
            }
        }
    }

    private static String found(TreeSet<String> prefixes, String number, int digitsMax) {
        String[] sorted = prefixes.toArray(String[]::new);
        int entry = trie(sorted).find(number, digitsMax);
        return entry == DigitTrie.NONE ? "" : sorted[entry];
    }

    private static String longest(Set<String> prefixes, String number) {
        return IntStream.rangeClosed(1, number.length())
                .mapToObj(length -> number.substring(0, length))
                .filter(prefixes::contains)
                .reduce("", (shorter, longer) -> longer);
    }

    private static DigitTrie trie(String[] sorted) {
        return DigitTrie.of(IntStream.range(0, sorted.length).toArray(), new DigitTrie.Prefixes() {
            @Override
            public int length(int entry) {
                return sorted[entry].length();
            }

            @Override
            public int digit(int entry, int position) {
                return sorted[entry].charAt(position) - '0';
            }
        });
    }

    @Provide
    Arbitrary<Set<String>> prefixes() {
        return digits("123", 1, 8).set().ofMaxSize(60);
    }

    @Provide
    Arbitrary<Set<String>> largeDecks() {
        return digits("1234", 1, 9).set().ofSize(15_000);
    }

    @Provide
    Arbitrary<List<String>> numbers() {
        return digits("12345", 0, NUMBER_DIGITS_MAX).list().ofSize(200);
    }

    /** Few different digits, so that prefixes meet. */
    private static Arbitrary<String> digits(String some, int lengthMin, int lengthMax) {
        return Arbitraries.strings()
                .withChars(some.toCharArray())
                .ofMinLength(lengthMin)
                .ofMaxLength(lengthMax);
    }
}
