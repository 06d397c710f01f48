package org.trunkline.limits.state.internal;

import java.util.OptionalLong;

/**
 * On which day an account last called each country, in two small arrays: every call abroad asks for it on every level. Most
 * accounts call few countries, resellers all.
 */
final class LastDays {
    private static final String[] NO_COUNTRIES = {};
    private static final int[] NO_DAYS = {};
    private static final int PLACES_FIRST = 4;

    /** Each at the first free place from that of its hash on; a quarter of the places is always free. */
    private String[] countries = NO_COUNTRIES;

    private int[] days = NO_DAYS;
    private int size;

    synchronized OptionalLong of(String country) {
        if (size == 0) {
            return OptionalLong.empty();
        }
        int place = find(country);
        return countries[place] == null ? OptionalLong.empty() : OptionalLong.of(days[place]);
    }

    /** Returns whether it had not been called on this day, or a later one; then it has now. */
    synchronized boolean called(String country, long day) {
        if (4 * size >= 3 * countries.length) {
            grow();
        }
        int place = find(country);
        if (countries[place] != null && days[place] >= day) {
            return false;
        }
        if (countries[place] == null) {
            // shared by all accounts that call there
            countries[place] = country.intern();
            size++;
        }
        days[place] = Math.toIntExact(day);
        return true;
    }

    private void grow() {
        String[] oldCountries = countries;
        int[] oldDays = days;
        countries = new String[Math.max(PLACES_FIRST, 2 * oldCountries.length)];
        days = new int[countries.length];
        for (int i = 0; i < oldCountries.length; i++) {
            if (oldCountries[i] != null) {
                int place = find(oldCountries[i]);
                countries[place] = oldCountries[i];
                days[place] = oldDays[i];
            }
        }
    }

    /** Returns the place of the country, or the free one where it belongs. */
    private int find(String country) {
        int hash = country.hashCode();
        int place = (hash ^ hash >>> 5) & countries.length - 1;
        while (countries[place] != null && !countries[place].equals(country)) {
            place = place + 1 & countries.length - 1;
        }
        return place;
    }
}
