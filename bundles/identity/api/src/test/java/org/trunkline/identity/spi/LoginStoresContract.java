package org.trunkline.identity.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.identity.LoginRecord;
import org.trunkline.identity.LoginSource;
import org.trunkline.identity.spi.StoredAccountDocument.Kind;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.UserId;

/** What every store of login attempts, second factors and documents about logins promises. Each test has empty stores. */
public interface LoginStoresContract {
    Instant START = Instant.parse("2026-01-02T03:04:05.000006Z");
    AccountId ACME = new AccountId("a".repeat(32));
    AccountId OTHER = new AccountId("b".repeat(32));
    UserId ANN = new UserId("c".repeat(32));

    LoginRecordStore logins();

    SecondFactorStore factors();

    AccountDocumentStore documents();

    private static LoginRecord attempt(int i, boolean success, String address) {
        return new LoginRecord(
                "%032x".formatted(i),
                ACME,
                i % 2 == 0 ? Optional.of(ANN) : Optional.empty(),
                "cb_user_auth",
                success,
                "told",
                new LoginSource(address, "curl", "request"),
                START.plusSeconds(i));
    }

    private static Change change() {
        return new Change("test", "key", ACME, "changed", Caller.system(ACME, "test"), START, "{}");
    }

    private static StoredSecondFactor factor(String secret) {
        return new StoredSecondFactor(ANN, ACME, secret, START, Optional.empty(), 0);
    }

    @Test
    default void listsAttemptsOfATimeInPages() {
        IntStream.range(0, 5).forEach(i -> logins().insert(attempt(i, false, "192.0.2.1")));

        Page<LoginRecord> first =
                logins().list(ACME, START, START.plusSeconds(4), new PageRequest(Optional.empty(), 3, false));
        Page<LoginRecord> second =
                logins().list(ACME, START, START.plusSeconds(4), new PageRequest(first.nextStartKey(), 3, false));

        assertThat(first.rows())
                .containsExactly(
                        attempt(3, false, "192.0.2.1"), attempt(2, false, "192.0.2.1"), attempt(1, false, "192.0.2.1"));
        assertThat(second.rows()).containsExactly(attempt(0, false, "192.0.2.1"));
        assertThat(second.nextStartKey()).isEmpty();
        assertThat(logins().list(OTHER, START, START.plusSeconds(4), PageRequest.all())
                        .rows())
                .isEmpty();
        assertThat(logins().find(ACME, attempt(4, false, "").id())).contains(attempt(4, false, "192.0.2.1"));
        assertThat(logins().find(OTHER, attempt(4, false, "").id())).isEmpty();
    }

    @Test
    default void knowsFromWhereSomebodyLoggedIn() {
        logins().insert(attempt(1, true, "192.0.2.1"));
        logins().insert(attempt(2, false, "192.0.2.2"));

        assertThat(logins().hasSucceeded(ACME, "192.0.2.1", START)).isTrue();
        assertThat(logins().hasSucceeded(ACME, "192.0.2.1", START.plusSeconds(2)))
                .isFalse();
        assertThat(logins().hasSucceeded(ACME, "192.0.2.2", START)).isFalse();
        assertThat(logins().hasSucceeded(OTHER, "192.0.2.1", START)).isFalse();
    }

    @Test
    default void deletesTheOldestAttempts() {
        IntStream.range(0, 5).forEach(i -> logins().insert(attempt(i, false, "192.0.2.1")));

        assertThat(logins().deleteBefore(START.plusSeconds(4), 3)).isEqualTo(3);
        assertThat(logins().list(ACME, START, START.plusSeconds(9), PageRequest.all())
                        .rows())
                .extracting(LoginRecord::at)
                .containsExactly(START.plusSeconds(4), START.plusSeconds(3));
    }

    @Test
    default void replacesASecretUntilItCounts() {
        assertThat(factors().replaceUnverified(factor("first"), change())).isTrue();
        assertThat(factors().replaceUnverified(factor("second"), change())).isTrue();
        assertThat(factors().verify(factor("first"), 7, List.of("h1"), change()))
                .as("a secret that is there no more")
                .isFalse();
        assertThat(factors().verify(factor("second"), 7, List.of("h1", "h2"), change()))
                .isTrue();
        assertThat(factors().verify(factor("second"), 8, List.of("h3"), change()))
                .as("twice")
                .isFalse();

        assertThat(factors().replaceUnverified(factor("third"), change())).isFalse();
        assertThat(factors().find(ANN))
                .contains(new StoredSecondFactor(ANN, ACME, "second", START, Optional.of(START), 7));
        assertThat(factors().recoveryCodesLeft(ANN)).isEqualTo(2);
    }

    @Test
    default void takesAPeriodOnceAndNoneBeforeIt() {
        factors().replaceUnverified(factor("secret"), change());
        factors().verify(factor("secret"), 7, List.of(), change());

        assertThat(factors().useStep(ANN, 7)).isFalse();
        assertThat(factors().useStep(ANN, 9)).isTrue();
        assertThat(factors().useStep(ANN, 8)).isFalse();
        assertThat(factors().useStep(new UserId("d".repeat(32)), 8)).isFalse();
    }

    @Test
    default void letsOneOfManyTakeACode() {
        factors().replaceUnverified(factor("secret"), change());
        factors().verify(factor("secret"), 7, List.of("code"), change());
        SecondFactorStore store = factors();

        List<CompletableFuture<Boolean>> steps = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> store.useStep(ANN, 8)))
                .toList();
        List<CompletableFuture<Boolean>> codes = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> store.useRecoveryCode(ANN, "code", change())))
                .toList();

        assertThat(steps.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(codes.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(factors().recoveryCodesLeft(ANN)).isZero();
    }

    @Test
    default void forgetsASecondFactorWithItsCodes() {
        factors().replaceUnverified(factor("secret"), change());
        factors().verify(factor("secret"), 7, List.of("code"), change());
        factors().replaceRecoveryCodes(ANN, List.of("other"), change());
        assertThat(factors().useRecoveryCode(ANN, "code", change())).isFalse();

        assertThat(factors().delete(ANN, change())).isTrue();

        assertThat(factors().delete(ANN, change())).isFalse();
        assertThat(factors().find(ANN)).isEmpty();
        assertThat(factors().useRecoveryCode(ANN, "other", change())).isFalse();
    }

    private static StoredAccountDocument document(Kind kind, int value, long revision) {
        return new StoredAccountDocument(ACME, kind, Json.object().put("a", value), revision);
    }

    @Test
    default void keepsOneDocumentOfEachKindAndItsRevision() {
        StoredAccountDocument first = documents().write(document(Kind.SECURITY, 1, 0), change());
        assertThat(first.revision()).isEqualTo(1);
        StoredAccountDocument second = documents().write(document(Kind.SECURITY, 2, 1), change());
        StoredAccountDocument other = documents().write(document(Kind.TOKEN_RESTRICTIONS, 3, 0), change());

        assertThat(documents().find(ACME, Kind.SECURITY)).contains(second);
        assertThat(documents().findAll(List.of(ACME, OTHER), Kind.SECURITY)).containsExactly(second);
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> documents().write(first, change()))
                .satisfies(stale -> assertThat(stale.causeValue()).isEqualTo(AccountDocumentStore.REVISION));
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> documents().delete(first, change()));
        documents().delete(second, change());
        assertThat(documents().find(ACME, Kind.SECURITY)).isEmpty();
        assertThat(documents().find(ACME, Kind.TOKEN_RESTRICTIONS)).contains(other);
    }
}
