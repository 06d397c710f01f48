package org.trunkline.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

/** Ranges as clients ask for them. */
class TimeRangeTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final long NOW_SECONDS = 63_963_086_400L;

    private static RestRequest request(Map<String, String> query) {
        return new QueryRequest(Caller.apiKey(new AccountId("a".repeat(32))), query);
    }

    private static TimeRange range(Map<String, String> query) {
        return TimeRange.of(request(query), NOW);
    }

    @Test
    void isTheLast31DaysAndAnHourByDefault() {
        assertThat(range(Map.of()))
                .isEqualTo(new TimeRange(NOW.minus(Duration.ofDays(31).plusHours(1)), NOW.plusSeconds(1)));
        assertThat(range(Map.of("created_to", "62167219200")).from()).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "created_from,abc,type",
        "created_from,-1,type",
        "created_from,1,minimum",
        "created_to,0,minimum",
        "created_to,999999999999,maximum",
        "created_from,63963086401,date_range",
        "created_from,63960000000,date_range"
    })
    void namesWhatIsWrong(String name, String value, String rule) {
        assertThatThrownBy(() -> range(Map.of(name, value))).isInstanceOfSatisfying(InvalidException.class, e -> {
            FieldError error = e.errors().get(0);
            assertThat(error.field()).isEqualTo(name);
            assertThat(error.rule()).isEqualTo(rule);
        });
    }

    @Test
    void aListMayAllowLongerOnes() {
        Map<String, String> year = Map.of("created_from", Long.toString(NOW_SECONDS - 366 * 86_400L));

        assertThat(TimeRange.of(request(year), NOW, Duration.ofDays(366)).from())
                .isEqualTo(NOW.minus(Duration.ofDays(366)));
        assertThatThrownBy(() -> range(year)).isInstanceOf(InvalidException.class);
    }

    @Test
    void aMonthEndsWhereTheNextBegins() {
        assertThat(TimeRange.of(YearMonth.of(2026, 11)).to()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    }
}
