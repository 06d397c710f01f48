package org.trunkline.limits.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;

/** What every {@link CallRecordStore} promises. */
public interface CallRecordStoreContract {
    CallRecordStore store();

    static CallRecord record(String switchId, String callId, long seconds) {
        return new CallRecord(
                new CallKey(switchId, callId, "a"),
                Optional.of(new AccountId("d".repeat(32))),
                "outbound\nid:x",
                seconds,
                Instant.parse("2026-01-01T00:00:00.000001Z"),
                "{\"levels\":[]}",
                "per_minute",
                Optional.of("frozen " + seconds));
    }

    @Test
    default void returnsWhatWasInserted() {
        CallRecord nobody = new CallRecord(
                new CallKey("s", "911", "a"),
                Optional.empty(),
                "",
                0,
                Instant.EPOCH,
                "{}",
                "emergency",
                Optional.empty());

        store().insertMissing(List.of(record("s", "1", 61), record("s", "2", 0), nobody), List.of());

        assertThat(store().find(new CallKey("s", "1", "a"))).contains(record("s", "1", 61));
        assertThat(store().find(new CallKey("s", "911", "a"))).contains(nobody);
        assertThat(store().find(new CallKey("s", "1", "b"))).isEmpty();
        assertThat(store().find(new CallKey("t", "1", "a"))).isEmpty();
    }

    @Test
    default void takesOneOfTwoInTheSameList() {
        store().insertMissing(List.of(record("s", "1", 61), record("s", "1", 61), record("s", "2", 5)), List.of());

        assertThat(store().find(new CallKey("s", "1", "a"))).contains(record("s", "1", 61));
        assertThat(store().find(new CallKey("s", "2", "a"))).contains(record("s", "2", 5));
    }

    @Test
    default void replacesOneRecordAndLeavesTheOthers() {
        store().insertMissing(List.of(record("s", "1", 61), record("s", "2", 61)), List.of());

        store().replace(List.of(record("s", "1", 99)), List.of());
        store().replace(List.of(record("s", "3", 7)), List.of());
        store().replace(List.of(record("s", "3", 7)), List.of());

        assertThat(store().find(new CallKey("s", "1", "a"))).contains(record("s", "1", 99));
        assertThat(store().find(new CallKey("s", "2", "a"))).contains(record("s", "2", 61));
        assertThat(store().find(new CallKey("s", "3", "a"))).contains(record("s", "3", 7));
    }

    @Test
    default void keepsTheFirstOfTwoRecords() {
        store().insertMissing(List.of(record("s", "1", 61)), List.of());

        store().insertMissing(List.of(record("s", "1", 99), record("s", "2", 5)), List.of());

        assertThat(store().find(new CallKey("s", "1", "a"))).contains(record("s", "1", 61));
        assertThat(store().find(new CallKey("s", "2", "a"))).contains(record("s", "2", 5));
    }

    /** As after a kill between a group and its note in the journal, when another group has some of its calls. */
    @Test
    default void aGroupOfWhichSomeAreThereAddsTheOthers() {
        store().insertMissing(List.of(record("s", "2", 61)), List.of());

        store().insertMissing(
                        List.of(record("s", "1", 1), record("s", "2", 99), record("s", "3", 3), record("t", "2", 4)),
                        List.of());
        store().insertMissing(List.of(record("s", "1", 8), record("s", "4", 5)), List.of());

        assertThat(store().find(new CallKey("s", "1", "a"))).contains(record("s", "1", 1));
        assertThat(store().find(new CallKey("s", "2", "a"))).contains(record("s", "2", 61));
        assertThat(store().find(new CallKey("s", "3", "a"))).contains(record("s", "3", 3));
        assertThat(store().find(new CallKey("t", "2", "a"))).contains(record("t", "2", 4));
        assertThat(store().find(new CallKey("s", "4", "a"))).contains(record("s", "4", 5));
    }

    @Test
    default void ofTwoThatBringTheSameRecordsAtOnceNeitherFailsAndNoneIsLost() {
        for (int round = 0; round < 20; round++) {
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int first : List.of(round * 100, round * 100 + 20)) {
                List<CallRecord> group = IntStream.range(first, first + 60)
                        .mapToObj(call -> record("s", "%05d".formatted(call), call))
                        .toList();
                writers.add(CompletableFuture.runAsync(() -> store().insertMissing(group, List.of())));
            }
            writers.forEach(CompletableFuture::join);
        }

        assertThat(store().ended(Instant.EPOCH, Instant.parse("2027-01-01T00:00:00Z"), Optional.empty(), 10_000))
                .hasSize(20 * 80);
    }

    @Test
    default void findsWhatEndedInTheOrderOfTheEnd() {
        CallRecord alias = new CallRecord(
                new CallKey("s", "0", "a"),
                Optional.empty(),
                "",
                1,
                Instant.parse("2026-01-01T00:00:01Z"),
                "{\"replaces\":\"1\"}",
                "per_minute",
                Optional.empty());
        CallRecord first = endedAt("t", "1", "2026-01-01T00:00:01Z");
        CallRecord second = endedAt("s", "2", "2026-01-01T00:00:02Z");
        CallRecord third = endedAt("s", "3", "2026-01-01T00:00:02Z");
        CallRecord later = endedAt("s", "4", "2026-01-01T00:00:03Z");
        store().insertMissing(List.of(later, third, alias, second, first), List.of());
        Instant from = first.endedAt();
        Instant to = later.endedAt();

        assertThat(store().ended(from, to, Optional.empty(), 2)).containsExactly(first, second);
        assertThat(store().ended(from, to, Optional.of(second), 2)).containsExactly(third);
        assertThat(store().ended(from, to, Optional.of(third), 2)).isEmpty();
        assertThat(store().ended(second.endedAt(), to, Optional.empty(), 9)).containsExactly(second, third);
    }

    private static CallRecord endedAt(String switchId, String callId, String end) {
        CallRecord like = record(switchId, callId, 1);
        return new CallRecord(
                like.key(), like.account(), "", 1, Instant.parse(end), like.settlement(), like.reason(), like.frozen());
    }
}
