package org.trunkline.rating.internal;

/**
 * What is stored of each rate of a deck, by its number.
 *
 * @param prefixStarts where the digits of each prefix begin, and the end of the last one
 * @param records one word each, so that a decision waits for memory once: number of the tariff, place of the description,
 *     length of the prefix, flags
 * @param shorter the first rate of the longest other prefix that the one of this rate begins with, or
 *     {@link CompactDeck#NONE}; not there while rates cannot be found
 */
record DeckColumns(int[] prefixStarts, byte[] prefixDigits, long[] records, int[] shorter) {
    DeckColumns(int[] prefixStarts, byte[] prefixDigits, long[] records) {
        this(prefixStarts, prefixDigits, records, new int[0]);
    }

    /** Returns how many bytes of memory the arrays take. */
    long bytes() {
        return 4L * prefixStarts.length + prefixDigits.length + 8L * records.length + 4L * shorter.length;
    }
}
