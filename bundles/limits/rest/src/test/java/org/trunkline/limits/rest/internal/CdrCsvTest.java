package org.trunkline.limits.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.limits.CallDetail;
import org.trunkline.limits.Reason;
import org.trunkline.rest.Answer;
import org.trunkline.rest.Format;
import org.trunkline.rest.LongList;
import org.trunkline.rest.QueryRequest;
import org.trunkline.rest.Rows;

/** Conversations as CSV (crossbar-numbers N2): 2,345 of them. */
class CdrCsvTest {
    private static final int CALLS = 2_345;
    private static final CallDetail CALL = CdrRowTest.call(Reason.PER_MINUTE, List.of());

    private int read;

    private Page<CallDetail> read(PageRequest page) {
        int first = page.startKey().map(Integer::parseInt).orElse(0);
        int rows = Math.min(page.size(), CALLS - first);
        read += rows;
        Optional<String> next = Optional.of(Integer.toString(first + rows)).filter(key -> first + rows < CALLS);
        return new Page<>(IntStream.range(0, rows).mapToObj(i -> CALL).toList(), next);
    }

    private Answer answer(Map<String, String> query, ObjectNode row) {
        List<Rows.Column> columns =
                List.of(Rows.Column.of("id"), Rows.Column.of("to"), Rows.Column.of("media_recordings"));
        LongList<CallDetail> list = new LongList<>(columns, this::read, call -> row, call -> row, call -> row);
        return CdrCsv.answer(new QueryRequest(Caller.apiKey(new AccountId("a".repeat(32))), Format.CSV, query), list);
    }

    private static List<String> lines(Answer answer) throws IOException {
        byte[] bytes = answer.file().orElseThrow().content().readAllBytes();
        return List.of(new String(bytes, StandardCharsets.UTF_8).split("\r\n"));
    }

    @Test
    void hasEveryRowOnceUnderTheRawNamesWithoutQuotes() throws IOException {
        ObjectNode row = Json.object().put("id", "202603-e").put("to", "\"x\", y\r\nz");
        row.putArray("media_recordings").add("a");

        List<String> lines = lines(answer(Map.of(), row));

        assertThat(lines).hasSize(1 + CALLS).startsWith("id,to,media_recordings", "202603-e,\"x\"  y  z,");
    }

    @Test
    void isReadWhileItIsSent() {
        answer(Map.of(), Json.object());

        assertThat(read).isEqualTo(1_000);
    }

    @Test
    void aPageThatWasAskedForIsAPage() {
        Answer page = answer(Map.of("page_size", "7"), Json.object().put("id", "x"));

        assertThat(QueryRequest.streamed(page)).hasSize(7);
    }
}
