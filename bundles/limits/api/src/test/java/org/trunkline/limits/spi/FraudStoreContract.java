package org.trunkline.limits.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.limits.FraudCase;
import org.trunkline.limits.FraudCase.State;
import org.trunkline.limits.FraudGuard;
import org.trunkline.limits.FraudGuard.Outcome;
import org.trunkline.limits.spi.FraudStore.Called;

/** What every store of countries and suspicions does. */
public interface FraudStoreContract {
    AccountId ACCOUNT = new AccountId("c".repeat(32));
    AccountId OTHER = new AccountId("d".repeat(32));
    Instant NOW = Instant.parse("2026-11-28T12:00:00.000001Z");

    /** Returns the store of this test, empty at its start. */
    FraudStore store();

    private static FraudCase fraudCase(String id, State state, Optional<Instant> until) {
        return new FraudCase(
                id.repeat(32),
                ACCOUNT,
                FraudGuard.Rule.NEW_COUNTRY,
                "CU",
                Outcome.CHALLENGE,
                state,
                NOW,
                NOW.plusSeconds(5),
                3,
                "+14155550100",
                "+5351234567",
                until.map(each -> "admin"),
                until);
    }

    private static List<Called> called(FraudStore store) {
        List<Called> read = new ArrayList<>();
        store.forEachCalled(read::add);
        return read;
    }

    private static List<FraudCase> cases(FraudStore store) {
        List<FraudCase> read = new ArrayList<>();
        store.forEachCase(read::add);
        return read;
    }

    @Test
    default void aDayIsReplacedByALaterOneAndNeverGoesBack() {
        FraudStore store = store();
        store.save(List.of(new Called(ACCOUNT, "DE", 20_000), new Called(OTHER, "DE", 1)), List.of(), List.of());
        store.save(List.of(new Called(ACCOUNT, "DE", 20_001), new Called(ACCOUNT, "FR", 5)), List.of(), List.of());
        store.save(List.of(new Called(ACCOUNT, "DE", 19_000)), List.of(), List.of());

        assertThat(called(store))
                .containsExactlyInAnyOrder(
                        new Called(ACCOUNT, "DE", 20_001), new Called(ACCOUNT, "FR", 5), new Called(OTHER, "DE", 1));
    }

    @Test
    default void aCaseReplacesTheOneWithItsId() {
        FraudStore store = store();
        Change change = new Change("fraud", "a".repeat(32), ACCOUNT, "opened", Caller.system(ACCOUNT, "t"), NOW, "{}");
        FraudCase open = fraudCase("a", State.OPEN, Optional.empty());
        FraudCase other = fraudCase("b", State.DENIED, Optional.empty());
        store.save(List.of(), List.of(open, other), List.of(change));
        FraudCase allowed = fraudCase("a", State.ALLOWED, Optional.of(NOW.plusSeconds(86_400)));
        store.save(List.of(), List.of(allowed), List.of());

        assertThat(cases(store)).containsExactlyInAnyOrder(allowed, other);
    }

    @Test
    default void tensOfThousandsOfCountriesAreRead() {
        FraudStore store = store();
        List<Called> many = IntStream.range(0, 25_001)
                .mapToObj(i -> new Called(new AccountId("%032x".formatted(i / 3)), "X" + i % 3, i))
                .toList();
        store.save(many, List.of(), List.of());

        assertThat(called(store)).containsExactlyInAnyOrderElementsOf(many);
    }
}
