package org.trunkline.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Pages of a list of the numbers below a bound, filtered by their last digit. */
class FilteredPageTest {
    private static final DocumentFilter LAST_DIGIT_7 = DocumentFilter.of(Map.of("filter_digit", List.of("7")));

    @Test
    void readsOnUntilThePageIsFull() {
        Page<Integer> page = page(2_000, Optional.empty(), 60, LAST_DIGIT_7);

        assertThat(page.rows()).hasSize(60).startsWith(7, 17).endsWith(597);
        assertThat(page.nextStartKey()).contains("598");
    }

    @Test
    void goesOnWithoutLossOrRepetition() {
        Page<Integer> second = page(2_000, Optional.of("598"), 60, LAST_DIGIT_7);

        assertThat(second.rows()).hasSize(60).startsWith(607).endsWith(1_197);
    }

    @Test
    void endsWithTheList() {
        Page<Integer> page = page(100, Optional.empty(), 60, LAST_DIGIT_7);

        assertThat(page.rows()).hasSize(10);
        assertThat(page.nextStartKey()).isEmpty();
    }

    @Test
    void endsShortAfterTheMostRowsItReads() {
        DocumentFilter nothing = DocumentFilter.of(Map.of("filter_digit", List.of("x")));

        Page<Integer> page = page(50_000, Optional.empty(), 60, nothing);

        assertThat(page.rows()).isEmpty();
        assertThat(page.nextStartKey()).contains("10000");
    }

    @Test
    void readsWhatWasAskedWithoutAFilter() {
        Page<Integer> page = page(100, Optional.empty(), 60, DocumentFilter.of(Map.of()));

        assertThat(page.rows()).hasSize(60);
        assertThat(page.nextStartKey()).contains("60");
    }

    private static Page<Integer> page(int bound, Optional<String> startKey, int size, DocumentFilter filter) {
        PageRequest asked = new PageRequest(startKey, size, true);
        return FilteredPage.of(asked, filter, each -> numbers(bound, each), FilteredPageTest::document);
    }

    private static Page<Integer> numbers(int bound, PageRequest asked) {
        int from = asked.startKey().map(Integer::parseInt).orElse(0);
        int to = Math.min(bound, from + asked.size());
        Optional<String> next = to < bound ? Optional.of(Integer.toString(to)) : Optional.empty();
        return new Page<>(IntStream.range(from, to).boxed().toList(), next);
    }

    private static ObjectNode document(int number) {
        return Json.object().put("digit", number % 10);
    }
}
