package org.trunkline.limits.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;

/** What every {@link AllotmentUseStore} does. */
public interface AllotmentUseStoreContract {
    AccountId ACME = new AccountId("ac".repeat(16));
    AccountId OTHER = new AccountId("0e".repeat(16));
    Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    AllotmentUseStore store();

    /** The same rows, written. */
    CallRecordStore records();

    private static AllotmentUse use(AccountId account, String name, long atSeconds, long seconds) {
        return new AllotmentUse(account, name, MARCH.plusSeconds(atSeconds), seconds);
    }

    private static CallRecord record(String callId, AllotmentUse... uses) {
        return new CallRecord(
                new CallKey("sbc", callId, "a"),
                Optional.of(ACME),
                "f",
                60,
                MARCH,
                "{}",
                "allotment",
                Optional.empty(),
                List.of(uses));
    }

    @Test
    default void callsCountInTheTimeInWhichTheyBegan() {
        records()
                .insertMissing(
                        List.of(
                                record("1", use(ACME, "did_us", 0, 60), use(OTHER, "did_us", 0, 30)),
                                record("2", use(ACME, "did_us", 59, 1), use(ACME, "mobile", 59, 5)),
                                record("3", use(ACME, "did_us", 60, 7))),
                        List.of());

        assertThat(store().sums(ACME, MARCH, MARCH.plusSeconds(60))).isEqualTo(Map.of("did_us", 61L, "mobile", 5L));
        assertThat(store().sums(ACME, MARCH.plusSeconds(60), MARCH.plusSeconds(61)))
                .isEqualTo(Map.of("did_us", 7L));
        assertThat(store().sums(OTHER, MARCH.plusSeconds(1), MARCH.plusSeconds(61)))
                .isEmpty();
    }

    @Test
    default void aCallThatIsRecordedAgainCountsOnce() {
        records().insertMissing(List.of(record("1", use(ACME, "did_us", 0, 60))), List.of());
        records().insertMissing(List.of(record("1", use(ACME, "did_us", 0, 90))), List.of());

        assertThat(store().find(new CallKey("sbc", "1", "a"), use(ACME, "did_us", 0, 0)))
                .isEqualTo(60);
    }

    @Test
    default void aCorrectionTakesThePlaceOfWhatWasTaken() {
        records().insertMissing(List.of(record("1", use(ACME, "did_us", 0, 60))), List.of());
        records().replace(List.of(record("1", use(ACME, "did_us", 0, 20), use(OTHER, "did_us", 0, 3))), List.of());

        assertThat(store().sums(ACME, MARCH, MARCH.plusSeconds(1))).isEqualTo(Map.of("did_us", 20L));
        assertThat(store().sums(OTHER, MARCH, MARCH.plusSeconds(1))).isEqualTo(Map.of("did_us", 3L));
        assertThat(store().find(new CallKey("sbc", "2", "a"), use(ACME, "did_us", 0, 0)))
                .isZero();
    }

    @Test
    default void sumsAreMadeOfPartsOfTime() {
        records()
                .insertMissing(
                        List.of(
                                record("1", use(ACME, "did_us", -1, 1_000)),
                                record("2", use(ACME, "did_us", 0, 60)),
                                record("3", use(ACME, "did_us", 899, 7)),
                                record("4", use(ACME, "did_us", 900, 5)),
                                record("5", use(OTHER, "did_us", 900, 2))),
                        List.of());
        List<AllotmentUse> sums = new ArrayList<>();

        store().forEachSince(MARCH, 900, sums::add);

        assertThat(sums)
                .containsExactlyInAnyOrder(
                        use(ACME, "did_us", 0, 67), use(ACME, "did_us", 900, 5), use(OTHER, "did_us", 900, 2));
    }
}
