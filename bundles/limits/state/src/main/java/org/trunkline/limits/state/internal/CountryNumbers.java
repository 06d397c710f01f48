package org.trunkline.limits.state.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers that stand for countries in the memory of this process, and nowhere else: two letters, or a plus and a calling code
 * of no country, as numbers say them. What is written in another way gets a number when it first comes.
 */
final class CountryNumbers {
    private static final int LETTERS = 26;
    private static final int CALLING_CODES = 1_000;
    private static final int OTHERS = LETTERS * LETTERS + 1 + CALLING_CODES;
    /** As many fit beside a day. */
    private static final int NUMBER_MAX = (1 << 16) - 1;

    private static final Map<String, Integer> OTHER = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger(OTHERS);

    private CountryNumbers() {}

    /** Returns its number, from 1 on. */
    static int of(String country) {
        int length = country.length();
        if (length == 2) {
            int first = country.charAt(0) - 'A';
            int second = country.charAt(1) - 'A';
            if (first >= 0 && first < LETTERS && second >= 0 && second < LETTERS) {
                return 1 + first * LETTERS + second;
            }
        } else if (length == 4 && country.charAt(0) == '+') {
            int code = 0;
            for (int i = 1; i < length; i++) {
                int digit = country.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return other(country);
                }
                code = code * 10 + digit;
            }
            return 1 + LETTERS * LETTERS + code;
        }
        return other(country);
    }

    private static int other(String country) {
        return OTHER.computeIfAbsent(country, name -> {
            int number = NEXT.getAndIncrement();
            if (number > NUMBER_MAX) {
                throw new IllegalStateException("more countries than there are");
            }
            return number;
        });
    }
}
