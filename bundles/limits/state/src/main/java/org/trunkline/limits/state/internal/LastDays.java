package org.trunkline.limits.state.internal;

import java.util.OptionalLong;

/**
 * On which day an account last called each country, in two small arrays: every call abroad asks for it on every level. Most
 * accounts call few countries, resellers all.
 */
final class LastDays {
    private static final Table EMPTY = new Table(new String[0], new int[0]);
    private static final int PLACES_FIRST = 4;

    /**
     * Each at the first free place from that of its hash on; a quarter of the places is always free. Whoever looks without
     * the lock finds a country with its day, with an earlier one, or not yet.
     */
    private record Table(String[] countries, int[] days) {
        /** Returns the place of the country, or the free one where it belongs. */
        int find(String country) {
            int hash = country.hashCode();
            int place = (hash ^ hash >>> 5) & countries.length - 1;
            while (countries[place] != null && !countries[place].equals(country)) {
                place = place + 1 & countries.length - 1;
            }
            return place;
        }
    }

    private volatile Table table = EMPTY;
    private int size;

    synchronized OptionalLong of(String country) {
        if (size == 0) {
            return OptionalLong.empty();
        }
        int place = table.find(country);
        return table.countries[place] == null ? OptionalLong.empty() : OptionalLong.of(table.days[place]);
    }

    /** Returns whether it had not been called on this day, or a later one; then it has now. */
    boolean called(String country, long day) {
        Table known = table;
        if (known != EMPTY) {
            // nearly always it was: all calls of a reseller would wait for each other here
            int place = known.find(country);
            if (known.countries[place] != null && known.days[place] >= day) {
                return false;
            }
        }
        return isLater(country, day);
    }

    private synchronized boolean isLater(String country, long day) {
        if (4 * size >= 3 * table.countries.length) {
            grow();
        }
        int place = table.find(country);
        boolean isNew = table.countries[place] == null;
        if (!isNew && table.days[place] >= day) {
            return false;
        }
        table.days[place] = Math.toIntExact(day);
        if (isNew) {
            // shared by all accounts that call there
            table.countries[place] = country.intern();
            size++;
        }
        return true;
    }

    private void grow() {
        Table old = table;
        int places = Math.max(PLACES_FIRST, 2 * old.countries.length);
        Table larger = new Table(new String[places], new int[places]);
        for (int i = 0; i < old.countries.length; i++) {
            if (old.countries[i] != null) {
                int place = larger.find(old.countries[i]);
                larger.countries[place] = old.countries[i];
                larger.days[place] = old.days[i];
            }
        }
        table = larger;
    }
}
