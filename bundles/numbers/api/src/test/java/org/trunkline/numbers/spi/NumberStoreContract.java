package org.trunkline.numbers.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.PhoneNumber;
import org.trunkline.numbers.PhoneNumber.Release;
import org.trunkline.numbers.spi.NumberStore.Owned;
import org.trunkline.numbers.spi.NumberStore.Write;

/** What every {@link NumberStore} promises. */
public interface NumberStoreContract {
    AccountId POOL = new AccountId("f".repeat(32));
    AccountId ACME = new AccountId("a".repeat(32));
    AccountId GLOBEX = new AccountId("b".repeat(32));
    Instant THEN = Instant.parse("2026-01-01T00:00:00.000001Z");
    Instant LATER = Instant.parse("2026-01-31T00:00:00Z");

    NumberStore store();

    static PhoneNumber number(String number, AccountId account) {
        return new PhoneNumber(
                number,
                NumberState.IN_SERVICE,
                Optional.of(account),
                POOL,
                List.of(),
                Optional.empty(),
                Json.parseObject("{\"prepend\":{\"enabled\":true},\"x\":1.50}"),
                THEN,
                THEN,
                0);
    }

    static PhoneNumber free(String number, Instant until) {
        return number(number, ACME)
                .released(
                        until.equals(THEN) ? NumberState.AVAILABLE : NumberState.AGING,
                        Optional.empty(),
                        List.of(),
                        new Release(ACME, until),
                        Json.object(),
                        THEN);
    }

    default boolean write(PhoneNumber number) {
        return store().write(List.of(write(number, "changed"))).equals(Set.of(number.number()));
    }

    static Write write(PhoneNumber number, String action) {
        Change change = new Change(
                "phone_numbers", number.number(), ACME, action, Caller.system(ACME, "test"), Instant.EPOCH, "{}");
        return new Write(number, List.of(change));
    }

    default PhoneNumber stored(String number) {
        return store().find(List.of(number)).get(number);
    }

    private static PageRequest page(String from, int size, boolean ascending) {
        return new PageRequest(Optional.ofNullable(from), size, ascending);
    }

    private static List<String> numbers(Page<PhoneNumber> page) {
        return page.rows().stream().map(PhoneNumber::number).toList();
    }

    @Test
    default void returnsWhatWasWritten() {
        PhoneNumber passedOn =
                number("+14155550100", ACME).assigned(NumberState.RESERVED, ACME, List.of(POOL, GLOBEX), LATER);
        PhoneNumber givenUp = free("+14155550101", LATER);

        assertThat(write(passedOn)).isTrue();
        assertThat(write(givenUp)).isTrue();

        assertThat(stored("+14155550100")).isEqualTo(passedOn.atRevision(1));
        assertThat(Json.write(stored("+14155550100").document()))
                .isEqualTo("{\"prepend\":{\"enabled\":true},\"x\":1.50}");
        assertThat(stored("+14155550101")).isEqualTo(givenUp.atRevision(1));
        assertThat(store().find(List.of("+1", "+14155550100", "+14155550101"))).hasSize(2);
        assertThat(store().find(List.of())).isEmpty();
    }

    @Test
    default void hidesOneTenantsNumbersFromAnother() {
        write(number("+14155550100", ACME));

        assertThat(numbers(store().list(GLOBEX, PageRequest.first()))).isEmpty();
        assertThat(numbers(store().list(ACME, PageRequest.first()))).containsExactly("+14155550100");
        assertThat(numbers(store().pool(POOL, PageRequest.first()))).isEmpty();
    }

    @Test
    default void writesOnlyWhatStandsAsItWasRead() {
        write(number("+14155550100", ACME));
        PhoneNumber read = stored("+14155550100");
        assertThat(write(read.with(Json.object(), LATER))).isTrue();

        assertThat(write(number("+14155550100", GLOBEX))).isFalse();
        assertThat(write(read.assigned(NumberState.IN_SERVICE, GLOBEX, List.of(), LATER)))
                .isFalse();
        assertThat(write(number("+14155550199", ACME).atRevision(1))).isFalse();
        assertThat(stored("+14155550100").assignedTo()).contains(ACME);
        assertThat(stored("+14155550100").revision()).isEqualTo(2);
        assertThat(stored("+14155550199")).isNull();
    }

    @Test
    default void ofABatchWritesWhatItCan() {
        write(number("+14155550101", GLOBEX));

        Set<String> written = store().write(List.of(
                write(number("+14155550102", ACME), "created"),
                write(number("+14155550101", ACME), "created"),
                write(number("+14155550100", ACME), "created")));

        assertThat(written).containsExactlyInAnyOrder("+14155550100", "+14155550102");
        assertThat(stored("+14155550101").assignedTo()).contains(GLOBEX);
        assertThat(numbers(store().list(ACME, PageRequest.first()))).containsExactly("+14155550102", "+14155550100");
    }

    @Test
    default void removesWhatIsDeleted() {
        write(number("+14155550100", ACME));
        PhoneNumber read = stored("+14155550100");

        assertThat(write(read.atRevision(7).deleted(LATER))).isFalse();
        assertThat(write(read.deleted(LATER))).isTrue();

        assertThat(stored("+14155550100")).isNull();
        assertThat(write(number("+14155550100", GLOBEX))).isTrue();
    }

    @Test
    default void listsFromAKeyInBothDirections() {
        for (String number : List.of("+442071838750", "+14155550100", "+4930123456")) {
            write(number(number, ACME));
        }

        Page<PhoneNumber> first = store().list(ACME, page(null, 2, true));
        assertThat(numbers(first)).containsExactly("+14155550100", "+442071838750");
        assertThat(first.nextStartKey()).contains("+4930123456");
        assertThat(numbers(store().list(ACME, page("+442071838750", 5, true))))
                .containsExactly("+442071838750", "+4930123456");
        assertThat(numbers(store().list(ACME, page("+442071838750", 5, false))))
                .containsExactly("+442071838750", "+14155550100");
    }

    @Test
    default void aPoolHasWhatNobodyHas() {
        write(number("+14155550100", ACME));
        write(free("+14155550101", THEN));
        write(free("+14155550102", LATER));

        assertThat(numbers(store().pool(POOL, page(null, 5, true)))).containsExactly("+14155550101", "+14155550102");
        assertThat(numbers(store().pool(ACME, page(null, 5, true)))).isEmpty();
    }

    @Test
    default void findsWhatMayBeTaken() {
        for (String number : List.of("+14155550101", "+14155550103", "+14195550100", "+1420", "+442071838750")) {
            write(free(number, THEN));
        }
        write(free("+14155550102", LATER));
        write(number("+14155550100", ACME));

        assertThat(found(List.of(POOL), "+141", THEN, 0, 9))
                .containsExactly("+14155550101", "+14155550103", "+14195550100");
        assertThat(found(List.of(ACME, POOL), "+141", LATER, 1, 2)).containsExactly("+14155550102", "+14155550103");
        assertThat(found(List.of(POOL), "+1419", THEN, 0, 9)).containsExactly("+14195550100");
        assertThat(found(List.of(POOL), "+9", THEN, 0, 9)).isEmpty();
        assertThat(found(List.of(ACME), "+141", THEN, 0, 9)).isEmpty();
    }

    private List<String> found(List<AccountId> pools, String prefix, Instant time, int offset, int sizeMax) {
        return store().search(pools, prefix, time, offset, sizeMax).stream()
                .map(PhoneNumber::number)
                .toList();
    }

    @Test
    default void tellsWhoseNumbersAreSliceBySlice() {
        write(number("+14155550100", ACME));
        write(number("+14155550101", GLOBEX));
        write(free("+14155550102", THEN));
        write(number("+14155550103", ACME));

        assertThat(store().ownedAfter(Optional.empty(), 2))
                .containsExactly(new Owned("+14155550100", ACME), new Owned("+14155550101", GLOBEX));
        assertThat(store().ownedAfter(Optional.of("+14155550101"), 2)).containsExactly(new Owned("+14155550103", ACME));
    }

    /** Each round two claim the same number, a new one and one that is there: exactly one gets it. */
    @Test
    default void ofTwoAtOnceOneGetsTheNumber() {
        for (int round = 0; round < 40; round++) {
            String number = "+1415555" + (1000 + round);
            boolean isThere = round % 2 == 1;
            if (isThere) {
                write(free(number, THEN));
            }
            PhoneNumber read = isThere ? stored(number) : number(number, ACME);
            CyclicBarrier together = new CyclicBarrier(2);
            List<CompletableFuture<Boolean>> claims = new ArrayList<>();
            for (AccountId by : List.of(ACME, GLOBEX)) {
                PhoneNumber claimed = read.assigned(NumberState.IN_SERVICE, by, List.of(), LATER);
                claims.add(CompletableFuture.supplyAsync(() -> {
                    await(together);
                    return write(claimed);
                }));
            }

            long won = claims.stream().filter(CompletableFuture::join).count();

            assertThat(won).as(number).isEqualTo(1);
            assertThat(stored(number).revision()).isEqualTo(isThere ? 2 : 1);
        }
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void batchesThatMeetDoNotWaitForEachOther() {
        List<PhoneNumber> ascending = IntStream.range(0, 50)
                .mapToObj(i -> number("+1415555" + (2000 + i), ACME))
                .toList();
        List<PhoneNumber> descending = new ArrayList<>(ascending);
        java.util.Collections.reverse(descending);
        CyclicBarrier together = new CyclicBarrier(2);

        List<CompletableFuture<Set<String>>> batches = List.of(ascending, descending).stream()
                .map(batch -> CompletableFuture.supplyAsync(() -> {
                    await(together);
                    return store().write(batch.stream()
                            .map(each -> write(each, "created"))
                            .toList());
                }))
                .toList();

        assertThat(batches.stream().mapToInt(each -> each.join().size()).sum()).isEqualTo(50);
    }
}
