package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weekdays and times of day. 2026-11-27 is a Friday. */
class TimeWindowsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mon-fri 08:00-18:00                  | 2026-11-27T08:00    | true",
                "mon-fri 08:00-18:00                  | 2026-11-27T07:59:59 | false",
                "mon-fri 08:00-18:00                  | 2026-11-27T17:59:59 | true",
                "mon-fri 08:00-18:00                  | 2026-11-27T18:00    | false",
                "mon-fri 08:00-18:00                  | 2026-11-28T12:00    | false",
                "mon-fri 08:00-18:00; sat 09:00-12:00 | 2026-11-28T11:59    | true",
                "sat,sun                              | 2026-11-29T23:59    | true",
                "sat,sun                              | 2026-11-27T23:59    | false",
                "fri-mon                              | 2026-11-30T12:00    | true",
                "fri-mon                              | 2026-12-01T12:00    | false",
                "20:00-06:00                          | 2026-11-27T05:59    | true",
                "20:00-06:00                          | 2026-11-27T12:00    | false",
                // a night belongs to the day on which it begins
                "fri 22:00-06:00                      | 2026-11-28T05:59    | true",
                "fri 22:00-06:00                      | 2026-11-27T05:59    | false",
                "sun 22:00-06:00                      | 2026-11-30T05:00    | true",
                "MON-Fri 00:00-24:00                  | 2026-11-27T23:59    | true"
            })
    void saysWhetherATimeIsInside(String windows, LocalDateTime at, boolean inside) {
        assertThat(TimeWindows.parse(windows).contains(at)).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ";",
                "mon;",
                "noday",
                "mon-",
                "8:00-18:00",
                "08:00",
                "08:00-08:00",
                "24:00-06:00",
                "08:00-24:01",
                "08:60-09:00",
                "25:00-26:00",
                "mon08:00-09:00",
                "mon 08:00-09:00 tue",
                "mon;mon;mon;mon;mon;mon;mon;mon;mon;mon;mon;mon;mon;mon;mon;mon;mon;mon;mon;mon;mon"
            })
    void refusesWhatCannotBeRead(String windows) {
        assertThatThrownBy(() -> TimeWindows.parse(windows)).isInstanceOf(IllegalArgumentException.class);
    }
}
