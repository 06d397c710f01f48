package org.trunkline.ledger.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.kernel.NotFoundException;

/** Months as clients ask for them. */
class MonthsTest {

    @Test
    void readsMonths() {
        assertThat(Months.of("202611")).isEqualTo(YearMonth.of(2026, 11));
    }

    @ParameterizedTest
    @ValueSource(strings = {"202613", "202600", "000001", "999912", "2026", "2026-1", "abcdef", ""})
    void findsNoMonthThatIsNone(String text) {
        assertThatThrownBy(() -> Months.of(text)).isInstanceOf(NotFoundException.class);
    }
}
