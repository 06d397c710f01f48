package org.trunkline.ledger.rest.internal;

import java.time.DateTimeException;
import java.time.YearMonth;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rest.TimeRange;

/** Months in paths. */
final class Months {
    private Months() {}

    /**
     * Reads {@code YYYYMM}, UTC.
     *
     * @throws NotFoundException for another text
     */
    static YearMonth of(String text) {
        try {
            if (text.matches("[0-9]{6}")) {
                int year = Integer.parseInt(text.substring(0, 4));
                YearMonth month = YearMonth.of(year, Integer.parseInt(text.substring(4)));
                if (year >= TimeRange.YEAR_MIN && year <= TimeRange.YEAR_MAX) {
                    return month;
                }
            }
        } catch (DateTimeException noSuchMonth) {
            // as any other text that is no month
        }
        throw new NotFoundException(text.length() > 64 ? text.substring(0, 64) : text);
    }
}
