package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.state.internal.JournalTest.bytes;
import static org.trunkline.limits.state.internal.JournalTest.numbered;
import static org.trunkline.limits.state.internal.JournalTest.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {
    private static final int FILE_BYTES = 4096;

    @TempDir
    Path parent;

    private Path directory;

    private Journal opened() throws IOException {
        directory = parent.resolve("journal");
        Journal journal = new Journal(directory, FILE_BYTES);
        journal.replay(record -> {});
        return journal;
    }

    /** Copies what the operating system has of a journal, as a killed process leaves it. */
    private Path killed() throws IOException {
        Path copy = Files.createTempDirectory(parent, "killed");
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static List<String> replayed(Path directory, int fileBytes, String later) throws IOException {
        List<String> records = new ArrayList<>();
        try (Journal journal = new Journal(directory, fileBytes)) {
            journal.replay(record -> records.add(text(record)));
            journal.append(bytes(later));
        }
        return records;
    }

    @Test
    void whatWasAppendedSurvivesAKilledProcessThoughNoFileOfTheJournalHasIt() throws IOException {
        try (Journal journal = opened()) {
            journal.append(bytes("forced"));
            journal.sync();
            journal.append(bytes("appended"));

            Path killed = killed();
            assertThat(Files.readString(killed.resolve("000000000001.journal"), StandardCharsets.ISO_8859_1))
                    .contains("forced")
                    .doesNotContain("appended");
            assertThat(replayed(killed, FILE_BYTES, "later")).containsExactly("forced", "appended");
            assertThat(replayed(killed, FILE_BYTES, "last")).containsExactly("forced", "appended", "later");

            Path other = killed();
            assertThat(replayed(other, 2 * FILE_BYTES, "later")).containsExactly("forced", "appended");
            assertThat(replayed(other, FILE_BYTES, "last")).containsExactly("forced", "appended", "later");
        }
    }

    @Test
    void whatWasForcedSurvivesAPowerCutWhateverIsLeftOfTheTail() throws IOException {
        List<String> forced = new ArrayList<>();
        try (Journal journal = opened()) {
            for (int i = 1_000; i < 1_700; i++) {
                journal.append(bytes("old " + i));
            }
            byte[] earlier = Files.readAllBytes(directory.resolve("tail"));
            for (int i = 1_700; i < 1_950; i++) {
                journal.append(bytes("old " + i));
            }
            journal.sync();
            forced.addAll(numbered(1_000, 1_950));
            journal.append(bytes("not forced"));

            Path without = killed();
            Files.delete(without.resolve("tail"));
            assertThat(replayed(without, FILE_BYTES, "later")).isEqualTo(forced);

            Path stale = killed();
            Files.write(stale.resolve("tail"), earlier);
            assertThat(replayed(stale, FILE_BYTES, "later")).isEqualTo(forced);
        }
    }

    /** Killed at any moment, over many files, with a disk that is early or late. */
    @Test
    void whateverThereIsOfItInItsFilesAKilledJournalComesBackWhole() throws IOException {
        Random random = new Random(7);
        try (Journal journal = opened()) {
            List<String> written = new ArrayList<>();
            for (int i = 1_000; i < 6_000; i++) {
                String record = random.nextInt(4) == 0 ? "old " + i + "x".repeat(random.nextInt(900)) : "old " + i;
                journal.append(bytes(record));
                written.add(record);
                switch (random.nextInt(100)) {
                    case 0 -> journal.sync();
                    case 1 -> journal.prepare();
                    case 2 ->
                        assertThat(replayed(killed(), FILE_BYTES, "later")).isEqualTo(written);
                    case 3 -> {
                        if (random.nextInt(20) == 0) {
                            written.clear();
                            journal.compact(() -> journal.append(bytes("needed")));
                            written.add("needed");
                        }
                    }
                    default -> {
                        // on to the next record
                    }
                }
            }
            assertThat(replayed(killed(), FILE_BYTES, "later")).isEqualTo(written);
        }
    }
}
