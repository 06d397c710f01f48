package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    /** Many ways lead through it. */
    private static final DigitTrie LARGE = trie(new TreeSet<>(largePrefixes()));

    @Property
    void findsTheLongestPrefixOfASmallDeck(
            @ForAll("prefixes") Set<String> prefixes, @ForAll("numbers") List<String> numbers) {
        assertFinds(new TreeSet<>(prefixes), numbers);
    }

    /** So many prefixes that a table leads over five digits. */
    @Property(tries = 10)
    void findsTheLongestPrefixOfALargeDeck(
            @ForAll("largeDecks") Set<String> prefixes, @ForAll("numbers") List<String> numbers) {
        assertFinds(new TreeSet<>(prefixes), numbers);
    }

    /** All prefixes begin alike, some are on the way to others, numbers are longer than any of them. */
    @Property(tries = 50)
    void findsTheLongestPrefixWhereAllBeginAlike(@ForAll("headed") Set<String> prefixes, @ForAll Random random) {
        assertFinds(new TreeSet<>(prefixes), around(prefixes, random));
    }

    /** Far apart, each alone below its first digits: what is found there may not be what was dialled. */
    @Property(tries = 50)
    void findsTheLongestPrefixWhereFewAreLong(@ForAll("sparse") Set<String> prefixes, @ForAll Random random) {
        assertFinds(new TreeSet<>(prefixes), around(prefixes, random));
    }

    /** Every digit of a number begins a prefix, up to the longest that there are. */
    @Test
    void findsEachPrefixOfAChain() {
        String longest = "44207946095812345678";
        TreeSet<String> prefixes = new TreeSet<>();
        for (int length = 1; length <= longest.length(); length++) {
            prefixes.add(longest.substring(0, length));
            assertFinds(prefixes, List.of(longest + "0".repeat(30), longest));
        }
    }

    @Property(tries = 200)
    void findsTheOnlyPrefix(@ForAll("one") Set<String> prefixes, @ForAll Random random) {
        assertFinds(new TreeSet<>(prefixes), around(prefixes, random));
    }

    @Test
    void whatIsNoDigitEndsTheNumber() {
        TreeSet<String> prefixes = new TreeSet<>(largeDecks().sample());
        prefixes.add("12");
        prefixes.add("1204");

        assertThat(found(prefixes, "12x45")).isEqualTo("12");
        assertThat(found(prefixes, "12/4")).isEqualTo("12");
        assertThat(found(prefixes, "x")).isEmpty();
        assertThat(found(prefixes, "")).isEmpty();
    }

    @Property(tries = 100)
    void triesThatAreAskedTogetherSayWhatEachSaysAlone(
            @ForAll("prefixes") Set<String> few,
            @ForAll("headed") Set<String> alike,
            @ForAll("sparse") Set<String> longOnes,
            @ForAll("numbers") List<String> numbers,
            @ForAll Random random) {
        List<DigitTrie> all = new ArrayList<>(List.of(
                LARGE,
                trie(new TreeSet<>(few)),
                DigitTrie.EMPTY,
                trie(new TreeSet<>(alike)),
                trie(new TreeSet<>(longOnes))));
        Collections.shuffle(all, random);
        DigitTrie[] tries = all.subList(0, random.nextInt(all.size() + 1)).toArray(DigitTrie[]::new);
        List<String> dialled = new ArrayList<>(numbers);
        dialled.addAll(around(alike, random));
        dialled.addAll(around(longOnes, random));
        dialled.addAll(List.of("", "x", "12x45", "4420/7"));
        for (String number : dialled) {
            long[] alone =
                    Arrays.stream(tries).mapToLong(trie -> trie.find(number)).toArray();

            assertThat(DigitTrie.findAll(tries, number)).as(number).isEqualTo(alone);
        }
    }

    @Test
    void anEmptyDeckHasNothing() {
        assertThat(DigitTrie.EMPTY.find("4420")).isEqualTo(DigitTrie.NOTHING);
        assertThat(DigitTrie.EMPTY.find("")).isEqualTo(DigitTrie.NOTHING);
    }

    private static void assertFinds(TreeSet<String> prefixes, List<String> numbers) {
        DigitTrie trie = trie(prefixes);
        String[] sorted = prefixes.toArray(String[]::new);
        for (String number : numbers) {
            for (int length = 0; length <= number.length(); length++) {
                String dialled = number.substring(0, length);

                assertThat(found(sorted, trie.find(dialled))).as(dialled).isEqualTo(longest(prefixes, dialled));
            }
        }
    }

    private static String found(TreeSet<String> prefixes, String number) {
        return found(prefixes.toArray(String[]::new), trie(prefixes).find(number));
    }

    private static String found(String[] sorted, long answer) {
        return answer == DigitTrie.NOTHING ? "" : sorted[(int) answer - 1];
    }

    /** Returns numbers that begin like the prefixes and leave them at some digit. */
    private static List<String> around(Set<String> prefixes, Random random) {
        return prefixes.stream()
                .limit(100)
                .map(prefix -> {
                    StringBuilder number = new StringBuilder(prefix);
                    if (random.nextBoolean()) {
                        number.setCharAt(random.nextInt(number.length()), (char) ('0' + random.nextInt(10)));
                    }
                    while (number.length() < 50) {
                        number.append(random.nextInt(10));
                    }
                    return number.toString();
                })
                .toList();
    }

    private static String longest(Set<String> prefixes, String number) {
        return IntStream.rangeClosed(1, number.length())
                .mapToObj(length -> number.substring(0, length))
                .filter(prefixes::contains)
                .reduce("", (shorter, longer) -> longer);
    }

    private static DigitTrie trie(TreeSet<String> prefixes) {
        String[] sorted = prefixes.toArray(String[]::new);
        return DigitTrie.of(IntStream.range(0, sorted.length).toArray(), new Sorted(sorted));
    }

    /** Answers are entries plus one. */
    private record Sorted(String[] prefixes) implements DigitTrie.Prefixes {
        @Override
        public int length(int entry) {
            return prefixes[entry].length();
        }

        @Override
        public int digit(int entry, int position) {
            return prefixes[entry].charAt(position) - '0';
        }

        @Override
        public int shorter(int entry) {
            for (int length = prefixes[entry].length() - 1; length > 0; length--) {
                int found = Arrays.binarySearch(prefixes, prefixes[entry].substring(0, length));
                if (found >= 0) {
                    return found;
                }
            }
            return DigitTrie.NONE;
        }

        @Override
        public long answer(int entry) {
            return entry + 1L;
        }

        @Override
        public int entryOf(long answer) {
            return (int) answer - 1;
        }

        @Override
        public int lengthOf(long answer) {
            return length(entryOf(answer));
        }
    }

    @Provide
    Arbitrary<Set<String>> prefixes() {
        return digits("123", 1, 8).set().ofMaxSize(60);
    }

    @Provide
    Arbitrary<Set<String>> largeDecks() {
        return digits("1234", 1, 9).set().ofSize(15_000);
    }

    private static Set<String> largePrefixes() {
        return new Random(1)
                .ints(15_000, 1, 1_000_000)
                .mapToObj(Integer::toString)
                .collect(Collectors.toSet());
    }

    @Provide
    Arbitrary<Set<String>> headed() {
        return digits("0123456789", 1, 13)
                .map(rest -> ("44207" + rest).substring(0, 1 + (rest.hashCode() & 0xf) % (4 + rest.length())))
                .set()
                .ofMinSize(1)
                .ofMaxSize(2_000);
    }

    @Provide
    Arbitrary<Set<String>> sparse() {
        return digits("0123456789", 15, 20).set().ofMinSize(1).ofMaxSize(200);
    }

    @Provide
    Arbitrary<Set<String>> one() {
        return digits("0123456789", 1, 20).set().ofSize(1);
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
