package org.trunkline.limits.state.internal;

import java.util.OptionalLong;

/**
 * On which day an account last called each country, in one small array: every call abroad asks for it on every level. Most
 * accounts call few countries, resellers all.
 */
final class LastDays {
    private static final int[] EMPTY = {};
    private static final int PLACES_FIRST = 4;
    private static final int DAY_BITS = 16;
    private static final int DAY_MAX = (1 << DAY_BITS) - 1;

    /**
     * A country by its number and its day, each at the first free place from that of its hash on; a quarter of the places is
     * always free. Whoever looks without the lock finds a country with its day, with an earlier one, or not yet.
     */
    private volatile int[] table = EMPTY;

    private int size;

    synchronized OptionalLong of(String country) {
        if (size == 0) {
            return OptionalLong.empty();
        }
        int entry = table[find(table, CountryNumbers.of(country))];
        return entry == 0 ? OptionalLong.empty() : OptionalLong.of(entry & DAY_MAX);
    }

    /**
     * Returns whether it had not been called on this day, or a later one; then it has now.
     *
     * @param day counted from 1970
     * @throws IllegalArgumentException beyond the year 2148
     */
    boolean called(String country, long day) {
        int number = CountryNumbers.of(country);
        int[] known = table;
        // nearly always it was: all calls of a reseller would wait for each other here
        return (known == EMPTY || isLater(known[find(known, number)], day)) && put(number, day);
    }

    private static boolean isLater(int entry, long day) {
        return entry == 0 || (entry & DAY_MAX) < day;
    }

    private synchronized boolean put(int country, long day) {
        if (day < 0 || day > DAY_MAX) {
            throw new IllegalArgumentException("day " + day);
        }
        if (4 * size >= 3 * table.length) {
            grow();
        }
        int place = find(table, country);
        int old = table[place];
        if (!isLater(old, day)) {
            return false;
        }
        table[place] = country << DAY_BITS | (int) day;
        size += old == 0 ? 1 : 0;
        return true;
    }

    /** Returns the place of the country, or the free one where it belongs. */
    private static int find(int[] table, int country) {
        int place = (country * 0x9E3779B9 >>> DAY_BITS) & table.length - 1;
        while (table[place] != 0 && table[place] >>> DAY_BITS != country) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }

    private void grow() {
        int[] larger = new int[Math.max(PLACES_FIRST, 2 * table.length)];
        for (int entry : table) {
            if (entry != 0) {
                larger[find(larger, entry >>> DAY_BITS)] = entry;
            }
        }
        table = larger;
    }
}
