package org.trunkline.shell.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.tasks.Task;
import org.trunkline.tasks.TaskStatus;

/** What the console shows of a task that runs. */
class ProgressTest {
    private static final AccountId ACME = new AccountId("a".repeat(32));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void drawsABarThatGrowsOnATerminal() {
        Progress progress = new Progress(out, true);

        progress.show(read(0, 200));
        progress.show(read(50, 200));
        progress.show(read(50, 200));
        progress.show(read(200, 200));
        progress.end();

        List<String> drawn = List.of(text().strip().split("\r"));
        assertThat(drawn).hasSize(3);
        assertThat(drawn.get(0)).startsWith("[" + ".".repeat(40) + "] 0 %  0 of 200 rows, reading");
        assertThat(drawn.get(1)).startsWith("[" + "#".repeat(10) + ".".repeat(30) + "] 25 %  50 of 200 rows");
        assertThat(drawn.get(2)).startsWith("[" + "#".repeat(40) + "] 100 %").contains("checking and storing");
    }

    @Test
    void writesALineAtEveryTenthElsewhere() {
        Progress progress = new Progress(out, false);

        for (int row = 0; row <= 1_000; row++) {
            progress.show(read(row, 1_000));
        }
        progress.end();

        assertThat(text()).doesNotContain("\r");
        assertThat(text().lines()).hasSize(11).contains("30 %  300 of 1000 rows, reading");
    }

    @Test
    void aFileWithoutRowsIsDoneAtItsEnd() {
        Progress progress = new Progress(out, false);

        progress.show(read(0, 0).ended(TaskStatus.SUCCESS, Instant.EPOCH, 0, 0, List.of()));

        assertThat(text()).startsWith("100 %").contains("done");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Task read(long rows, long total) {
        return new Task(
                "1".repeat(32),
                ACME,
                ACME,
                "rates",
                "import",
                "rates.csv",
                Map.of(),
                TaskStatus.EXECUTING,
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                total,
                rows,
                0,
                0,
                List.of());
    }
}
