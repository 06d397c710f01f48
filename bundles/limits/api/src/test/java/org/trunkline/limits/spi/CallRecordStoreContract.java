package org.trunkline.limits.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

        store().insertMissing(List.of(record("s", "1", 61), record("s", "2", 0), nobody));

        assertThat(store().find(new CallKey("s", "1", "a"))).contains(record("s", "1", 61));
        assertThat(store().find(new CallKey("s", "911", "a"))).contains(nobody);
        assertThat(store().find(new CallKey("s", "1", "b"))).isEmpty();
        assertThat(store().find(new CallKey("t", "1", "a"))).isEmpty();
    }

    @Test
    default void takesOneOfTwoInTheSameList() {
        store().insertMissing(List.of(record("s", "1", 61), record("s", "1", 61), record("s", "2", 5)));

        assertThat(store().find(new CallKey("s", "1", "a"))).contains(record("s", "1", 61));
        assertThat(store().find(new CallKey("s", "2", "a"))).contains(record("s", "2", 5));
    }

    @Test
    default void replacesOneRecordAndLeavesTheOthers() {
        store().insertMissing(List.of(record("s", "1", 61), record("s", "2", 61)));

        store().replace(record("s", "1", 99));
        store().replace(record("s", "3", 7));
        store().replace(record("s", "3", 7));

        assertThat(store().find(new CallKey("s", "1", "a"))).contains(record("s", "1", 99));
        assertThat(store().find(new CallKey("s", "2", "a"))).contains(record("s", "2", 61));
        assertThat(store().find(new CallKey("s", "3", "a"))).contains(record("s", "3", 7));
    }

    @Test
    default void keepsTheFirstOfTwoRecords() {
        store().insertMissing(List.of(record("s", "1", 61)));

        store().insertMissing(List.of(record("s", "1", 99), record("s", "2", 5)));

        assertThat(store().find(new CallKey("s", "1", "a"))).contains(record("s", "1", 61));
        assertThat(store().find(new CallKey("s", "2", "a"))).contains(record("s", "2", 5));
    }
}
