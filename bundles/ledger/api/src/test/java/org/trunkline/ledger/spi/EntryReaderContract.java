package org.trunkline.ledger.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;

/** What every {@link EntryReader} promises of the entries that its store keeps. */
public interface EntryReaderContract {
    AccountId ACME = new AccountId("a".repeat(32));
    AccountId GLOBEX = new AccountId("b".repeat(32));
    Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    LedgerStore store();

    EntryReader reader();

    private Entry post(String key, Instant at, PostingLine line) {
        return store().post(List.of(new LedgerStore.Order(new Posting(key, List.of(line)), "test", List.of())), at)
                .get(0)
                .entries()
                .get(0);
    }

    private static PostingLine correcting(AccountId account, long micros, String id) {
        PostingLine line = LedgerStoreContract.line(account, micros, "voip");
        return new PostingLine(
                account,
                micros,
                "USD",
                line.contra(),
                line.source(),
                line.usage(),
                line.period(),
                account,
                "",
                "{}",
                Optional.of(id));
    }

    @Test
    default void readsTheEntriesOfAllServicesInTheirOrder() {
        Entry first = post("k1", NOON, LedgerStoreContract.line(ACME, -1, "voip"));
        Entry second = post("k2", NOON.plusSeconds(1), LedgerStoreContract.line(ACME, 10, "payments"));
        post("k3", NOON.plusSeconds(1), LedgerStoreContract.line(GLOBEX, -3, "voip"));
        Entry third = post("k4", NOON.plusSeconds(2), LedgerStoreContract.line(ACME, -2, "voip"));

        assertThat(reader().after(ACME, 0, 3, 10)).containsExactly(first, second, third);
        assertThat(reader().after(ACME, 1, 3, 1)).containsExactly(second);
        assertThat(reader().after(ACME, 1, 2, 10)).containsExactly(second);
        assertThat(reader().after(ACME, 3, 3, 10)).isEmpty();
    }

    @Test
    default void findsTheLastEntryBeforeAnInstant() {
        Entry first = post("k1", NOON, LedgerStoreContract.line(ACME, -1, "voip"));
        Entry second = post("k2", NOON, LedgerStoreContract.line(ACME, 10, "payments"));

        assertThat(reader().lastBefore(ACME, NOON)).isEmpty();
        assertThat(reader().lastBefore(ACME, NOON.plusSeconds(1))).contains(second);
        assertThat(reader().lastBefore(GLOBEX, NOON.plusSeconds(1))).isEmpty();
        assertThat(first.sequence()).isEqualTo(1);
    }

    @Test
    default void findsTheCorrectionsOfAnEntry() {
        Entry call = post("k1", NOON, LedgerStoreContract.line(ACME, -9, "voip"));
        Entry other = post("k2", NOON, LedgerStoreContract.line(ACME, -9, "voip"));
        Entry one = post("k3", NOON, correcting(ACME, 2, call.id()));
        post("k4", NOON, correcting(ACME, 1, other.id()));
        Entry two = post("k5", NOON, correcting(ACME, -1, call.id()));
        post("k5", NOON, correcting(ACME, -1, call.id()));
        post("k6", NOON, correcting(GLOBEX, 5, call.id()));

        assertThat(reader().corrections(ACME, call.id())).containsExactly(one, two);
        assertThat(reader().corrections(ACME, one.id())).isEmpty();
    }
}
