package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.UnavailableException;

/** What comes back after the process, or the machine, has stopped at any place. */
class JournalTest {
    private static final int FILE_BYTES = 4096;

    @TempDir
    Path directory;

    private Journal open(List<String> replayed) throws IOException {
        Journal journal = new Journal(directory, FILE_BYTES);
        journal.replay(record -> replayed.add(text(record)));
        return journal;
    }

    private static String text(ByteBuffer record) {
        byte[] bytes = new byte[record.remaining()];
        record.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".journal"))
                    .sorted()
                    .toList();
        }
    }

    private List<String> replayed() throws IOException {
        List<String> records = new ArrayList<>();
        open(records).close();
        return records;
    }

    @Test
    void recordsComeBackInTheirOrderOverManyFiles() throws IOException {
        List<String> written = new ArrayList<>();
        try (Journal journal = open(new ArrayList<>())) {
            for (int i = 0; i < 1_000; i++) {
                written.add("record " + i);
                journal.append(bytes("record " + i));
            }
        }

        assertThat(files()).hasSizeGreaterThan(3);
        assertThat(replayed()).isEqualTo(written);
        assertThat(replayed()).isEqualTo(written);
    }

    @Test
    void filesThatWereWrittenAheadAreUsedInTheirOrderAndLeaveNothingBehind() throws IOException {
        List<String> written = new ArrayList<>();
        try (Journal journal = open(new ArrayList<>())) {
            for (int i = 0; i < 1_000; i++) {
                if (i % 300 == 0) {
                    journal.prepare();
                }
                written.add("record " + i);
                journal.append(bytes("record " + i));
            }
            journal.sync();
            assertThat(journal.isDirty()).isFalse();
            journal.prepare();
        }

        assertThat(replayed()).isEqualTo(written);
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all.map(file -> file.getFileName().toString())).noneMatch(name -> name.equals("spare"));
        }
    }

    @Test
    void whatACompactionHasWrittenIsNoReasonForAnother() throws IOException {
        try (Journal journal = open(new ArrayList<>())) {
            journal.compact(() -> {
                for (int i = 0; i < 1_000; i++) {
                    journal.append(bytes("needed " + i));
                }
            });

            assertThat(files()).hasSizeGreaterThan(3);
            assertThat(journal.closedFiles()).isZero();
        }
    }

    @Test
    void aRecordThatWasNotWrittenWholeEndsItsFileAndIsNone() throws IOException {
        try (Journal journal = open(new ArrayList<>())) {
            journal.append(bytes("whole"));
            journal.append(bytes("half"));
        }
        byte[] file = Files.readAllBytes(files().get(0));
        int half = new String(file, StandardCharsets.ISO_8859_1).indexOf("half");
        file[half + 3] = 0;
        Files.write(files().get(0), file, StandardOpenOption.TRUNCATE_EXISTING);

        List<String> records = new ArrayList<>();
        try (Journal journal = open(records)) {
            journal.append(bytes("later"));
        }

        assertThat(records).containsExactly("whole");
        assertThat(replayed()).containsExactly("whole", "later");
    }

    @Test
    void whatIsStillNeededSurvivesCompactionAndTheRestGoes() throws IOException {
        try (Journal journal = open(new ArrayList<>())) {
            for (int i = 0; i < 1_000; i++) {
                journal.append(bytes("old " + i));
            }
            journal.compact(() -> journal.append(bytes("needed")));
            journal.append(bytes("new"));

            assertThat(files()).hasSize(1);
            assertThat(journal.closedFiles()).isZero();
        }

        assertThat(replayed()).containsExactly("needed", "new");
    }

    @Test
    void aSecondProcessIsKeptOut() throws IOException {
        try (Journal journal = open(new ArrayList<>())) {
            assertThat(journal.isDirty()).isFalse();
            assertThatThrownBy(() -> new Journal(directory, FILE_BYTES)).isInstanceOf(Exception.class);
        }
        assertThat(replayed()).isEmpty();
    }

    @Test
    void aRecordThatFitsNoFileIsRefused() throws IOException {
        try (Journal journal = open(new ArrayList<>())) {
            assertThatThrownBy(() -> journal.append(new byte[FILE_BYTES])).isInstanceOf(IllegalArgumentException.class);
            journal.append(bytes("small"));
        }
        assertThat(replayed()).containsExactly("small");
    }

    @Test
    void whatFindsNoRoomIsRefusedAndTheJournalGoesOnWhenThereIsRoomAgain() throws IOException {
        Path gone = directory.resolveSibling(directory.getFileName() + "-away");
        List<String> written = new ArrayList<>();
        try (Journal journal = open(new ArrayList<>())) {
            Files.move(directory, gone);
            assertThatThrownBy(() -> {
                        while (written.size() < FILE_BYTES) {
                            journal.append(bytes("record " + written.size()));
                            written.add("record " + written.size());
                        }
                    })
                    .isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> journal.append(bytes("another"))).isInstanceOf(UnavailableException.class);
            assertThat(journal.closedFiles()).isZero();

            Files.move(gone, directory);
            journal.append(bytes("after"));
            written.add("after");
        }

        assertThat(replayed()).isEqualTo(written);
    }

    @Test
    void theNodeKeepsItsNameAndAHalfWrittenOneIsNone() throws IOException {
        try (Journal journal = open(new ArrayList<>())) {
            String name = journal.node();

            assertThat(journal.node()).isEqualTo(name);
            Files.writeString(directory.resolve("node"), name.substring(5));
            assertThat(journal.node()).hasSize(32).isNotEqualTo(name);
        }
    }
}
