package org.trunkline.ledger.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Entry;
import org.trunkline.rest.Answer;
import org.trunkline.rest.Format;
import org.trunkline.rest.QueryRequest;
import org.trunkline.rest.Rows;

/** Lists of 2,345 calls: pages, wholes and tables. */
class EntryListTest {
    private static final int CALLS = 2_345;

    /** Newest first, unless the page says otherwise; the key is the sequence. */
    private static Page<Entry> read(PageRequest page) {
        int first = page.startKey().map(Integer::parseInt).orElse(page.ascending() ? 1 : CALLS);
        int step = page.ascending() ? 1 : -1;
        int left = page.ascending() ? CALLS - first + 1 : first;
        List<Entry> rows = IntStream.range(0, Math.min(page.size(), left))
                .mapToObj(i -> Fixtures.call(first + i * step))
                .toList();
        int next = first + rows.size() * step;
        return new Page<>(rows, Optional.of(Integer.toString(next)).filter(key -> left > page.size()));
    }

    private static Answer answer(Format format, Map<String, String> query) {
        return EntryList.answer(Fixtures.request(format, query), new EntryJson(Fixtures.TREE), EntryListTest::read);
    }

    @Test
    void aPageIsAPageWithTheKeyOfTheNext() {
        Answer answer = answer(Format.JSON, Map.of("page_size", "7"));

        assertThat(answer.data()).hasSize(7);
        assertThat(answer.paging().orElseThrow().nextStartKey()).contains("2338");
        assertThat(answer.data().get(0).path("account").path("name").asText()).isEqualTo("Acme");
    }

    @Test
    void aWholeListHasEveryRowOnce() {
        List<ObjectNode> rows = QueryRequest.streamed(answer(Format.JSON, Map.of("paginate", "false")));

        assertThat(rows).hasSize(CALLS);
        assertThat(rows.get(0).path("id").asText()).isEqualTo("202611-2345");
        assertThat(rows.get(CALLS - 1).path("id").asText()).isEqualTo("202611-1");
        assertThat(rows.get(0).at("/metadata/rate/name").asText()).isEqualTo("UK");
    }

    @Test
    void aWholeListIsFilteredAndTurned() {
        List<ObjectNode> rows = QueryRequest.streamed(
                answer(Format.JSON, Map.of("paginate", "false", "ascending", "true", "filter_metadata.odd", "1")));

        assertThat(rows).hasSize(1_173);
        assertThat(rows.get(1).path("id").asText()).isEqualTo("202611-3");
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "XLSX"})
    void aTableHasEveryRowUnlessAPageWasAskedFor(Format format) {
        assertThat(QueryRequest.streamed(answer(format, Map.of()))).hasSize(CALLS);
        assertThat(QueryRequest.streamed(answer(format, Map.of("page_size", "7"))))
                .hasSize(7);
        assertThat(QueryRequest.streamed(answer(format, Map.of("start_key", "10"))))
                .hasSize(10);
    }

    @Test
    void aTableSaysWhoCalledWhomForHowLongAtWhatRate() {
        Answer answer = answer(Format.CSV, Map.of());

        assertThat(QueryRequest.rows(answer).columns())
                .extracting(Rows.Column::key)
                .startsWith("id", "account_id", "account_name", "amount")
                .contains("usage_quantity", "metadata_from", "metadata_to", "metadata_rate_value", "period_start");
        ObjectNode row = QueryRequest.streamed(answer).get(0);
        assertThat(row.path("metadata_from").asText()).isEqualTo("+14155550100");
        assertThat(row.path("metadata_rate_value").intValue()).isEqualTo(1);
        // what has no column of its own is not lost
        assertThat(row.path("metadata").asText()).isEqualTo("{\"odd\":1,\"rate\":{\"deck\":\"world\"}}");
    }

    @Test
    void refusesBeforeAnythingIsSent() {
        Function<PageRequest, Page<Entry>> refusing = page -> {
            throw new InvalidException("start_key", "pattern", "no key");
        };

        assertThatThrownBy(() -> EntryList.answer(
                        Fixtures.request(Format.CSV, Map.of()), new EntryJson(Fixtures.TREE), refusing))
                .isInstanceOf(InvalidException.class);
    }
}
