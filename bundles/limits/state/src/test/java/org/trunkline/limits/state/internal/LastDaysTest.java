package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LastDaysTest {
    private final LastDays days = new LastDays();

    @Test
    void aCountryThatWasNeverCalledHasNoDay() {
        assertThat(days.of("DE")).isEmpty();
        days.called("AT", 20_000);
        assertThat(days.of("DE")).isEmpty();
    }

    @Test
    void onlyTheFirstCallOfADayIsNew() {
        assertThat(days.called("DE", 20_000)).isTrue();
        assertThat(days.called("DE", 20_000)).isFalse();
        assertThat(days.called("DE", 20_001)).isTrue();
        assertThat(days.called("DE", 20_000)).isFalse();
        assertThat(days.of("DE")).hasValue(20_001);
    }

    @Test
    void aDayThatCannotBeIsRefused() {
        assertThatThrownBy(() -> days.called("DE", 65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> days.called("DE", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(days.called("DE", 65_535)).isTrue();
        assertThat(days.of("DE")).hasValue(65_535);
    }

    @Test
    void eachCountryKeepsItsLatestDayHoweverManyThereAre() {
        Map<String, Long> latest = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String country = "" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(26));
            long day = 20_000 + random.nextInt(50);
            boolean isNew = day > latest.getOrDefault(country, 0L);

            assertThat(days.called(country, day)).isEqualTo(isNew);
            latest.merge(country, day, Math::max);
        }
        latest.forEach((country, day) -> assertThat(days.of(country)).hasValue(day));
    }

    @Test
    void ofThreadsThatCallAtOnceOneIsTheFirst() throws Exception {
        int threads = 4;
        int countries = 2_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<Integer>> firsts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                firsts.add(pool.submit(() -> {
                    start.await();
                    int first = 0;
                    for (int country = 0; country < countries; country++) {
                        first += days.called("C" + country, 20_000) ? 1 : 0;
                    }
                    return first;
                }));
            }
            int all = 0;
            for (Future<Integer> each : firsts) {
                all += each.get();
            }
            assertThat(all).isEqualTo(countries);
        } finally {
            pool.shutdownNow();
        }
    }
}
