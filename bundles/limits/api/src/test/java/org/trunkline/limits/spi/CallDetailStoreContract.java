package org.trunkline.limits.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.CallTotal;
import org.trunkline.rating.Direction;

/** What every {@link CallDetailStore} promises, together with the {@link CallRecordStore} beside it. */
public interface CallDetailStoreContract {
    AccountId OWN = new AccountId("d".repeat(32));
    AccountId OTHER = new AccountId("e".repeat(32));
    Instant START = Instant.parse("2026-01-01T00:00:00.000001Z");
    Instant END = START.plusSeconds(3600);

    UserId USER = new UserId("d".repeat(32));

    CallDetailStore store();

    CallRecordStore records();

    static String id(int number) {
        return "202601-%032x".formatted(number);
    }

    static StoredDetail detail(int number, AccountId account, long second, String interaction) {
        return detail(number, account, second, interaction, "per_minute", 60, Optional.of("GB_44"));
    }

    static StoredDetail detail(
            int number,
            AccountId account,
            long second,
            String interaction,
            String reason,
            long billed,
            Optional<String> rate) {
        return new StoredDetail(
                id(number),
                account,
                START.plusSeconds(second),
                START.minusSeconds(number),
                interaction,
                Direction.OUTBOUND,
                "international",
                reason,
                rate,
                number % 2 == 0 ? Optional.of(USER) : Optional.empty(),
                billed,
                "{\"number\":" + number + "}");
    }

    private List<StoredDetail> listed(boolean firstLegs, PageRequest page) {
        return store().list(OWN, Optional.empty(), START, END, firstLegs, page).rows();
    }

    private static PageRequest page(Optional<String> start, int size, boolean ascending) {
        return new PageRequest(start, size, ascending);
    }

    @Test
    default void keepsTheFirstOfTwoAndFindsItForItsAccountOnly() {
        StoredDetail first = detail(1, OWN, 1, "i");

        store().insertMissing(List.of(first, detail(1, OWN, 9, "j")));
        store().insertMissing(List.of(detail(1, OWN, 5, "k"), detail(2, OTHER, 5, "k")));

        assertThat(store().find(OWN, id(1))).contains(first);
        assertThat(store().find(OTHER, id(1))).isEmpty();
        assertThat(store().find(OWN, id(3))).isEmpty();
    }

    @Test
    default void detailsThatAreThereStayWhenTheirGroupBringsNewRecords() {
        CallRecordStore.CallRecord known = CallRecordStoreContract.record("s", "1", 61);
        CallRecordStore.CallRecord added = CallRecordStoreContract.record("s", "2", 5);
        records().insertMissing(List.of(known), List.of(detail(1, OWN, 1, "i")));

        records().insertMissing(List.of(added), List.of(detail(1, OWN, 9, "j"), detail(2, OWN, 2, "k")));
        records().insertMissing(List.of(known), List.of(detail(2, OWN, 9, "j"), detail(3, OWN, 3, "l")));

        assertThat(records().find(added.key())).contains(added);
        assertThat(listed(false, page(Optional.empty(), 9, true)))
                .containsExactly(detail(1, OWN, 1, "i"), detail(2, OWN, 2, "k"), detail(3, OWN, 3, "l"));
    }

    @Test
    default void aReplacedOneKeepsItsPlace() {
        records().insertMissing(List.of(), List.of(detail(1, OWN, 1, "i")));

        records().replace(List.of(), List.of(detail(1, OWN, 99, "j"), detail(2, OWN, 2, "k")));

        StoredDetail changed = store().find(OWN, id(1)).orElseThrow();
        assertThat(changed.recordedAt()).isEqualTo(START.plusSeconds(1));
        assertThat(changed.interactionId()).isEqualTo("j");
        assertThat(store().find(OWN, id(2))).isPresent();
    }

    @Test
    default void pagesGoThroughAllInTheOrderOfTimeAndIdBothWays() {
        List<StoredDetail> all = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            all.add(detail(number, OWN, number / 3, "i" + number));
        }
        store().insertMissing(all);
        store().insertMissing(List.of(detail(98, OTHER, 1, "x"), detail(99, OWN, 3600, "too late")));

        for (boolean ascending : List.of(true, false)) {
            List<StoredDetail> seen = new ArrayList<>();
            Optional<String> start = Optional.empty();
            do {
                Page<StoredDetail> page =
                        store().list(OWN, Optional.empty(), START, END, false, page(start, 4, ascending));
                seen.addAll(page.rows());
                start = page.nextStartKey();
            } while (start.isPresent());
            List<StoredDetail> wanted = new ArrayList<>(all);
            if (!ascending) {
                java.util.Collections.reverse(wanted);
            }
            assertThat(seen).isEqualTo(wanted);
        }
        assertThatThrownBy(() ->
                        store().list(OWN, Optional.empty(), START, END, false, page(Optional.of("x' or 1=1"), 4, true)))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    default void listsTheCallsOfAUserAndOfTheseTheFirstOfEachInteraction() {
        // the higher the number, the earlier the start; even ones are of the user
        store().insertMissing(List.of(
                detail(1, OWN, 1, "j"),
                detail(2, OWN, 2, "i"),
                detail(4, OWN, 4, "i"),
                detail(5, OWN, 5, "i"),
                detail(6, OTHER, 6, "i")));

        assertThat(ofUser(false, Optional.empty())).containsExactly(id(4), id(2));
        assertThat(ofUser(true, Optional.empty())).containsExactly(id(4));
        assertThat(store().find(OWN, id(4)).orElseThrow().owner()).contains(USER);
        assertThat(store().find(OWN, id(5)).orElseThrow().owner()).isEmpty();
        String next = store().list(OWN, Optional.of(USER), START, END, false, page(Optional.empty(), 1, false))
                .nextStartKey()
                .orElseThrow();
        assertThat(ofUser(false, Optional.of(next))).containsExactly(id(2));
    }

    private List<String> ofUser(boolean firstLegs, Optional<String> start) {
        return store().list(OWN, Optional.of(USER), START, END, firstLegs, page(start, 9, false)).rows().stream()
                .map(StoredDetail::id)
                .toList();
    }

    @Test
    default void aRangeMayEndInAnyYear() {
        store().insertMissing(List.of(detail(1, OWN, 1, "i")));
        Instant late = Instant.parse("+31688-01-01T00:00:00Z");

        assertThat(store().list(OWN, Optional.empty(), START, late, false, PageRequest.first())
                        .rows())
                .hasSize(1);
        assertThat(store().totals(OWN, Instant.parse("0000-01-01T00:00:00Z"), late))
                .hasSize(1);
    }

    @Test
    default void anInteractionIsToldByTheLegThatStartedFirst() {
        // the higher the number, the earlier the start
        store().insertMissing(List.of(
                detail(1, OWN, 1, "i"), detail(2, OWN, 2, "i"), detail(3, OWN, 3, "j"), detail(4, OTHER, 1, "i")));

        assertThat(listed(true, page(Optional.empty(), 9, true)))
                .extracting(StoredDetail::id)
                .containsExactly(id(2), id(3));
        assertThat(store().legs(OWN, "i")).extracting(StoredDetail::id).containsExactly(id(2), id(1));
        assertThat(store().legs(OWN, "k")).isEmpty();
    }

    @Test
    default void sumsLeaveOutWhatWasNotAnsweredAndWhatIsOnNet() {
        store().insertMissing(List.of(
                detail(1, OWN, 1, "a"),
                detail(2, OWN, 2, "b"),
                detail(3, OWN, 3, "c", "toll_free", 7, Optional.empty()),
                detail(4, OWN, 4, "d", "on_net", 100, Optional.empty()),
                detail(5, OWN, 5, "e", "insufficient_credit", 0, Optional.empty()),
                detail(6, OWN, 3600, "f"),
                detail(7, OTHER, 1, "g")));

        assertThat(store().totals(OWN, START, END))
                .containsExactlyInAnyOrder(
                        new CallTotal(Direction.OUTBOUND, "international", "GB_44", 120),
                        new CallTotal(Direction.OUTBOUND, "international", "", 7));
    }
}
