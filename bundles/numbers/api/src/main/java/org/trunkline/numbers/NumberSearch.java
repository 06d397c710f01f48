package org.trunkline.numbers;

import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.InvalidException;

/**
 * Which numbers are looked for.
 *
 * @param prefix how they begin: digits of their national form, or of E.164 after a {@code +}
 * @param country whose national form it is, ISO 3166 alpha-2; empty for that of the account
 * @param offset how many to leave out
 * @param sizeMax how many at most
 */
public record NumberSearch(String prefix, Optional<String> country, int offset, int sizeMax) {
    /** A search looks no further than this. */
    public static final int SEARCHED_MAX = 1_000;

    /** @throws InvalidException if it looks too far */
    public NumberSearch {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(country, "country");
        if (offset < 0 || sizeMax < 1) {
            throw new IllegalArgumentException(offset + "+" + sizeMax);
        }
        if (sizeMax > SEARCHED_MAX || offset > SEARCHED_MAX - sizeMax) {
            throw new InvalidException(
                    "quantity", "maximum", "quantity and offset together must be at most " + SEARCHED_MAX);
        }
    }
}
