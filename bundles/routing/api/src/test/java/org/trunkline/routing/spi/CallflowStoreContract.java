package org.trunkline.routing.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.routing.Callflow;
import org.trunkline.routing.spi.CallflowKey.Kind;

/** What every {@link CallflowStore} promises. */
public interface CallflowStoreContract {
    AccountId ACME = new AccountId("a".repeat(32));
    AccountId GLOBEX = new AccountId("b".repeat(32));
    Instant THEN = Instant.parse("2026-01-01T00:00:00.000001Z");

    CallflowStore store();

    static Change change() {
        return new Change("callflows", "x", ACME, "changed", Caller.system(ACME, "test"), Instant.EPOCH, "{}");
    }

    static Callflow flow(String id, AccountId account, String document) {
        return new Callflow(id.repeat(32), account, Json.parseObject(document), THEN, THEN, 0);
    }

    static Callflow numbered(String id, AccountId account, String... numbers) {
        return flow(id, account, "{\"numbers\":[\"" + String.join("\",\"", numbers) + "\"],\"x\":1.50}");
    }

    @Test
    default void returnsWhatWasInserted() {
        Callflow stored = store().insert(numbered("1", ACME, "no_match"), change());

        assertThat(stored.revision()).isEqualTo(1);
        assertThat(store().find(ACME, stored.id())).contains(stored);
        assertThat(Json.write(store().find(ACME, stored.id()).orElseThrow().document()))
                .isEqualTo("{\"numbers\":[\"no_match\"],\"x\":1.50}");
    }

    @Test
    default void hidesOneTenantsCallflowsFromAnother() {
        Callflow stored = store().insert(numbered("1", ACME, "no_match"), change());

        assertThat(store().find(GLOBEX, stored.id())).isEmpty();
        assertThat(store().list(GLOBEX, Optional.empty(), 10, true)).isEmpty();
        assertThat(store().holders(GLOBEX, CallflowKey.of(stored))).isEmpty();
        store().insert(numbered("2", GLOBEX, "no_match"), change());
    }

    @Test
    default void refusesANumberOrAPatternThatIsTaken() {
        Callflow first = store().insert(flow("1", ACME, "{\"numbers\":[\"1\",\"2\"],\"patterns\":[\"3\"]}"), change());
        Callflow second = store().insert(numbered("2", ACME, "3"), change());

        assertThatThrownBy(() -> store().insert(numbered("4", ACME, "4", "2"), change()))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().insert(flow("4", ACME, "{\"patterns\":[\"3\"]}"), change()))
                .isInstanceOf(ConflictException.class);
        Callflow wanted = numbered("2", ACME, "3", "1").atRevision(second.revision());
        assertThatThrownBy(() -> store().update(wanted, change())).isInstanceOf(ConflictException.class);
        assertThat(store().list(ACME, Optional.empty(), 10, true)).containsExactly(first, second);
        CallflowKey free = new CallflowKey(Kind.NUMBER, "4");
        assertThat(store().holders(ACME, List.of(free, new CallflowKey(Kind.NUMBER, "2"))))
                .isEqualTo(Map.of(new CallflowKey(Kind.NUMBER, "2"), first.id()));
    }

    @Test
    default void aNumberThatWasGivenUpIsFree() {
        Callflow first = store().insert(numbered("1", ACME, "1", "2"), change());
        Callflow changed = store().update(numbered("1", ACME, "2", "3").atRevision(first.revision()), change());
        Callflow second = store().insert(numbered("2", ACME, "1"), change());

        store().delete(changed, change());

        store().insert(numbered("3", ACME, "2", "3"), change());
        assertThat(store().list(ACME, Optional.empty(), 10, true)).hasSize(2).contains(second);
    }

    @Test
    default void refusesWhatHasChangedMeanwhile() {
        Callflow first = store().insert(numbered("1", ACME, "1"), change());
        store().update(first, change());

        assertThatThrownBy(() -> store().update(first, change())).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().delete(first, change())).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().update(numbered("2", ACME, "2").atRevision(1), change()))
                .isInstanceOf(ConflictException.class);
        assertThat(store().find(ACME, first.id()).orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    default void listsFromAKeyInBothDirections() {
        for (String id : List.of("2", "1", "3")) {
            store().insert(numbered(id, ACME, id), change());
        }

        assertThat(ids(Optional.empty(), 2, true)).containsExactly("1", "2");
        assertThat(ids(Optional.of("2".repeat(32)), 5, true)).containsExactly("2", "3");
        assertThat(ids(Optional.of("2".repeat(32)), 5, false)).containsExactly("2", "1");
    }

    private List<String> ids(Optional<String> from, int rowsMax, boolean ascending) {
        return store().list(ACME, from, rowsMax, ascending).stream()
                .map(each -> each.id().substring(0, 1))
                .toList();
    }

    @Test
    default void ofManyAtOnceOneGetsTheNumber() {
        List<CompletableFuture<Callflow>> attempts = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> store().insert(numbered(Integer.toString(i), ACME, "no_match"), change())))
                .toList();

        long won = attempts.stream().filter(CallflowStoreContract::succeeded).count();

        assertThat(won).isEqualTo(1);
        assertThat(store().list(ACME, Optional.empty(), 10, true)).hasSize(1);
    }

    private static boolean succeeded(CompletableFuture<Callflow> attempt) {
        try {
            attempt.join();
            return true;
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(ConflictException.class);
            return false;
        }
    }
}
