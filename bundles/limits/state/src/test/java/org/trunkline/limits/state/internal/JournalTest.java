package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
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

    static String text(ByteBuffer record) {
        byte[] bytes = new byte[record.remaining()];
        record.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
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
    void filesThatWereWrittenAheadAreUsedInTheirOrder() throws IOException {
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
    }

    @Test
    void whoIsInterruptedAppendsAndHoldsUpNobody() throws IOException {
        List<String> written = new ArrayList<>();
        try (Journal journal = open(new ArrayList<>())) {
            for (int i = 0; i < 1_000; i++) {
                if (i % 50 == 0) {
                    journal.prepare();
                }
                Thread.currentThread().interrupt();
                written.add("record " + i);
                journal.append(bytes("record " + i));
                assertThat(Thread.interrupted()).isTrue();
                if (i % 7 == 0) {
                    journal.sync();
                }
            }
        }

        assertThat(files()).hasSizeGreaterThan(3);
        assertThat(replayed()).isEqualTo(written);
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
        Files.delete(directory.resolve("tail"));

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
    void aFileThatIsUsedAgainGivesBackNoneOfItsOldRecords() throws IOException {
        Set<Object> before;
        try (Journal journal = open(new ArrayList<>())) {
            // all of one length, so that old ones begin where the new ones end
            for (int i = 1_000; i < 1_300; i++) {
                journal.append(bytes("old " + i));
            }
            before = inodes();
            journal.compact(() -> journal.append(bytes("old 2000")));
            for (int i = 2_001; i < 2_300; i++) {
                journal.prepare();
                journal.append(bytes("old " + i));
            }
        }

        assertThat(replayed()).isEqualTo(numbered(2_000, 2_300));
        assertThat(inodes()).containsAnyElementsOf(before);
    }

    @Test
    void whatIsFreedIsKeptForALaterStartButNotMoreOfItThanIsOfUse() throws IOException {
        for (int round = 0; round < 3; round++) {
            try (Journal journal = open(new ArrayList<>())) {
                for (int i = 1_000; i < 2_000; i++) {
                    journal.append(bytes("old " + i));
                }
                journal.compact(() -> {});
                journal.prepare();
            }
            assertThat(inodes()).hasSize(1 + 4);
        }
        assertThat(replayed()).isEmpty();
    }

    @Test
    void aFileThatSomebodyHasTakenAwayHoldsUpNoCompaction() throws IOException {
        try (Journal journal = open(new ArrayList<>())) {
            for (int i = 1_000; i < 1_300; i++) {
                journal.append(bytes("old " + i));
            }
            Files.delete(files().get(0));
            journal.compact(() -> journal.append(bytes("needed")));
        }

        assertThat(replayed()).containsExactly("needed");
    }

    @Test
    void filesOfAnotherSizeAreNotUsedAgain() throws IOException {
        Files.write(directory.resolve("spare"), new byte[FILE_BYTES / 2]);
        try (Journal journal = open(new ArrayList<>())) {
            journal.append(bytes("first"));
            journal.prepare();
        }

        assertThat(replayed()).containsExactly("first");
        for (Path file : files()) {
            assertThat(Files.size(file)).isEqualTo(FILE_BYTES);
        }
    }

    @Test
    void filesOfEarlierReleasesAreReadAndThenUsedAgain() throws IOException {
        ByteBuffer earlier = ByteBuffer.allocate(FILE_BYTES);
        List<String> written = numbered(1_000, 1_050);
        for (String each : written) {
            CRC32C sum = new CRC32C();
            sum.update(bytes(each));
            earlier.putInt(each.length()).putInt((int) sum.getValue()).put(bytes(each));
        }
        Files.write(directory.resolve("000000000007.journal"), earlier.array());

        List<String> records = new ArrayList<>();
        try (Journal journal = open(records)) {
            assertThat(records).isEqualTo(written);
            journal.compact(() -> journal.append(bytes("needed")));
            journal.prepare();
            journal.compact(() -> journal.append(bytes("needed")));
        }

        assertThat(replayed()).containsExactly("needed");
    }

    static List<String> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "old " + i).toList();
    }

    /** What files there are, whatever they are called now. */
    private Set<Object> inodes() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            Set<Object> found = new HashSet<>();
            for (Path file : all.filter(each -> !each.endsWith("lock") && !each.endsWith("tail"))
                    .toList()) {
                found.add(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
            }
            return found;
        }
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
            assertThatThrownBy(() -> journal.append(new byte[FILE_BYTES - 15]))
                    .isInstanceOf(IllegalArgumentException.class);
            journal.append(bytes("small"));
            journal.append(bytes("x".repeat(FILE_BYTES - 16)));
        }
        assertThat(replayed()).containsExactly("small", "x".repeat(FILE_BYTES - 16));
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
