package org.trunkline.tasks.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.tasks.RowError;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskFile;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.TaskStatus;

/** Tasks on the wire. */
class TaskJsonTest {
    private static final AccountId ACME = new AccountId("a".repeat(32));
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aFailedTaskListsItsBadRows() {
        Task task = task().executing(AT.plusSeconds(1))
                .ended(
                        TaskStatus.FAILURE,
                        AT.plusSeconds(2),
                        0,
                        2,
                        List.of(new RowError(3, "prefix", "x", "no digits")));

        JsonNode shown = TaskJson.of(task).path("_read_only");

        assertThat(shown.path("status").asText()).isEqualTo("failure");
        assertThat(shown.path("created").asLong()).isEqualTo(63_934_542_245L);
        assertThat(shown.path("end_timestamp").asLong()).isEqualTo(63_934_542_247L);
        assertThat(shown.path("failure_count").asLong()).isEqualTo(2);
        assertThat(shown.path("ratedeck_id").asText()).isEqualTo("retail");
        assertThat(Json.write(shown.path("errors")))
                .isEqualTo("[{\"line\":3,\"field\":\"prefix\",\"value\":\"x\",\"message\":\"no digits\"}]");
    }

    @Test
    void aPendingTaskHasNoTimesAndNoErrors() {
        JsonNode shown = TaskJson.of(task()).path("_read_only");

        assertThat(shown.path("status").asText()).isEqualTo("pending");
        assertThat(shown.has("start_timestamp")).isFalse();
        assertThat(shown.has("errors")).isFalse();
    }

    @Test
    void aTaskThatRunsShowsHowFarItHasRead() {
        JsonNode shown = TaskJson.of(task().executing(AT).counted(2, 1, 0, 0), List.of(TaskFile.INPUT, TaskFile.OUTPUT))
                .path("_read_only");

        assertThat(shown.path("total_count").asLong()).isEqualTo(2);
        assertThat(shown.path("read_count").asLong()).isEqualTo(1);
        assertThat(Json.write(shown.path("csvs"))).isEqualTo("[\"in.csv\",\"out.csv\"]");
    }

    @Test
    void workWithoutInputExpectsNoContent() {
        TaskKind kind = new TaskKind("rates", "export", "Export", List.of(), List.of(), List.of(), false);

        assertThat(Json.write(TaskJson.help(List.of(kind)))).doesNotContain("expected_content");
    }

    @Test
    void helpSortsActionsIntoCategories() {
        TaskKind kind = new TaskKind("rates", "import", "Import", List.of("prefix"), List.of("weight"), List.of());

        assertThat(Json.write(TaskJson.help(List.of(kind))))
                .isEqualTo("{\"tasks\":{\"rates\":{\"import\":{\"description\":\"Import\","
                        + "\"expected_content\":\"text/csv\",\"mandatory\":[\"prefix\"],\"optional\":[\"weight\"]}}}}");
    }

    private static Task task() {
        return new Task(
                "f".repeat(32),
                ACME,
                ACME,
                "rates",
                "import",
                "rates.csv",
                Map.of("ratedeck_id", "retail"),
                TaskStatus.PENDING,
                AT,
                Optional.empty(),
                Optional.empty(),
                2,
                0,
                0,
                List.of());
    }
}
