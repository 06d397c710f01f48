package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.rating.Direction;

/** Refused attempts reach the database, whatever happens on the way. */
class RefusedCallsTest {
    private static final int FILE_BYTES = 2_000;

    @TempDir
    Path directory;

    private RefusedCalls open(int filesMax) throws IOException {
        return new RefusedCalls(directory, Clock.systemUTC(), FILE_BYTES, filesMax);
    }

    private static StoredDetail refused(int number) {
        return new StoredDetail(
                "202603-%032x".formatted(number),
                new AccountId("c".repeat(32)),
                Instant.parse("2026-03-01T10:00:00.000001Z"),
                Instant.parse("2026-03-01T10:00:00Z"),
                "i",
                Direction.INBOUND,
                "international",
                "insufficient_credit",
                number % 2 == 0 ? Optional.empty() : Optional.of("rate"),
                number % 3 == 2 ? Optional.of(new UserId("d".repeat(32))) : Optional.empty(),
                0,
                "{\"to\":\"München\"}");
    }

    private static List<StoredDetail> refused(int from, int to) {
        List<StoredDetail> all = new ArrayList<>();
        for (int number = from; number < to; number++) {
            all.add(refused(number));
        }
        return all;
    }

    private static List<StoredDetail> drain(RefusedCalls queue) {
        List<StoredDetail> all = new ArrayList<>();
        List<StoredDetail> group = queue.oldest(7);
        while (!group.isEmpty()) {
            all.addAll(group);
            queue.stored();
            group = queue.oldest(7);
        }
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        }
    }

    @Test
    void allComeOutInTheirOrderOverManyFilesAndTheFilesGo() throws IOException {
        try (RefusedCalls queue = open(1_000)) {
            refused(0, 100).forEach(queue::add);
            assertThat(files()).hasSizeGreaterThan(5);

            assertThat(queue.oldest(3)).isEqualTo(queue.oldest(3)).isEqualTo(refused(0, 3));
            assertThat(drain(queue)).isEqualTo(refused(0, 100));

            queue.add(refused(100));
            assertThat(drain(queue)).isEqualTo(refused(100, 101));
            assertThat(files()).hasSize(1);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void whatWasNotStoredWhenTheProcessWasKilledComesAgain() throws IOException {
        RefusedCalls killed = open(1_000);
        refused(0, 30).forEach(killed::add);
        assertThat(killed.oldest(7)).hasSize(7);

        try (RefusedCalls queue = open(1_000)) {
            queue.add(refused(30));

            assertThat(drain(queue)).isEqualTo(refused(0, 31));
        }
    }

    @Test
    void aRecordThatWasNotWrittenWholeIsNoneAndKeepsNothingBack() throws IOException {
        RefusedCalls killed = open(1_000);
        refused(0, 2).forEach(killed::add);
        byte[] file = Files.readAllBytes(files().get(0));
        Files.write(
                files().get(0), java.util.Arrays.copyOf(file, file.length - 3), StandardOpenOption.TRUNCATE_EXISTING);

        try (RefusedCalls queue = open(1_000)) {
            queue.add(refused(2));

            assertThat(drain(queue)).containsExactly(refused(0), refused(2));
        }
    }

    @Test
    void whenAllFilesAreFullTheNewestAreDroppedAndThoseThatAreThereStay() throws IOException {
        try (RefusedCalls queue = open(2)) {
            refused(0, 100).forEach(queue::add);

            List<StoredDetail> kept = drain(queue);

            assertThat(kept).hasSizeBetween(8, 40).isEqualTo(refused(0, kept.size()));
            queue.add(refused(100));
            assertThat(drain(queue)).containsExactly(refused(100));
        }
    }

    /** Written by the release before records took as few bytes as come easily. */
    @Test
    void whatTheReleaseBeforeWroteIsReadAsItWas() throws IOException {
        String written =
                "AQAnMjAyNjAzLTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAxACBjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
                        + "YwAAAABppA4gAAAD6AAAAABppA4gAAAAAAABaQAHSU5CT1VORAANaW50ZXJuYXRpb25hbAATaW5zdWZmaWNpZW50X2NyZWRpdAAE"
                        + "cmF0ZQAAAAAAAAAAeyJ0byI6Ik3DvG5jaGVuIn0=";

        assertThat(DetailForm.read(Base64.getDecoder().decode(written))).isEqualTo(refused(1));
        assertThat(DetailForm.read(DetailForm.bytes(refused(1)))).isEqualTo(refused(1));
    }

    /** Written by the release before calls had owners. */
    @Test
    void whatTheReleaseWithoutOwnersWroteIsReadAsItWas() throws IOException {
        String written =
                "AgAnMjAyNjAzLTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAxAczMzMzMzMzMzMzMzMzMzMzAuKCaDdAPwLigmg0A"
                        + "AAFpAAdJTkJPVU5EAA1pbnRlcm5hdGlvbmFsABNpbnN1ZmZpY2llbnRfY3JlZGl0AARyYXRlAHsidG8iOiJNw7xuY2hlbiJ9";

        assertThat(DetailForm.read(Base64.getDecoder().decode(written))).isEqualTo(refused(1));
        assertThat(DetailForm.read(DetailForm.bytes(refused(2)))).isEqualTo(refused(2));
    }

    /** Written by the release before texts that are mostly the same were a byte. */
    @Test
    void whatTheReleaseThatNamedEachTextOnceWroteIsReadAsItWas() throws IOException {
        String written =
                "AwAnMjAyNjAzLTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAyAczMzMzMzMzMzMzMzMzMzMzAuKCaDdAPwLigmg0AAAFp"
                        + "AAdJTkJPVU5EAA1pbnRlcm5hdGlvbmFsABNpbnN1ZmZpY2llbnRfY3JlZGl0AAAB3d3d3d3d3d3d3d3d3d3d3QB7InRvIjoiTcO8bmNoZW4ifQ==";

        assertThat(DetailForm.read(Base64.getDecoder().decode(written))).isEqualTo(refused(2));
    }
}
