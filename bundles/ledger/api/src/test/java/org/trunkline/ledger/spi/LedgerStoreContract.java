package org.trunkline.ledger.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.EntryIds;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.ledger.spi.LedgerStore.Posted;

/** What every {@link LedgerStore} promises. */
public interface LedgerStoreContract {
    AccountId ACME = new AccountId("a".repeat(32));
    AccountId GLOBEX = new AccountId("b".repeat(32));
    Instant NOW = Instant.parse("2026-01-31T23:59:59.5Z");
    Instant NEXT = Instant.parse("2026-02-01T00:00:00Z");
    Instant LATER = Instant.parse("2026-03-01T00:00:00Z");

    LedgerStore store();

    static PostingLine line(AccountId account, long micros, String service) {
        return line(account, micros, service, account);
    }

    static PostingLine line(AccountId account, long micros, String service, AccountId calling) {
        return new PostingLine(
                account,
                micros,
                "USD",
                new PostingLine.Contra("c".repeat(32), "sold:" + service),
                new PostingLine.Source(service, "call-1"),
                new PostingLine.Usage("voice", 60, "sec"),
                Optional.of(new PostingLine.Period(NOW.minusSeconds(60), NOW)),
                calling,
                "A call",
                "{\"a\":1}",
                Optional.empty());
    }

    private Posted post(String key, Instant at, PostingLine... lines) {
        return store().post(List.of(new Order(new Posting(key, List.of(lines)), "test", List.of())), at)
                .get(0);
    }

    @Test
    default void writesEntriesWithTheirPlaceAndBalance() {
        Posted first = post("k1", NOW, line(ACME, -5, "voip"), line(GLOBEX, -3, "voip"));
        Posted second = post("k2", NOW, line(ACME, 100, "payments"));

        Entry entry = second.entries().get(0);
        assertThat(first.isNew()).isTrue();
        assertThat(entry.sequence()).isEqualTo(2);
        assertThat(entry.balanceMicros()).isEqualTo(95);
        assertThat(entry.id()).isEqualTo(EntryIds.of("k2", 0, NOW));
        assertThat(store().posted("k1")).isEqualTo(first.entries());
        assertThat(store().entry(ACME, entry.id())).contains(entry);
        assertThat(store().balance(ACME).orElseThrow().balanceMicros()).isEqualTo(95);
        assertThat(store().imbalances()).isEmpty();
    }

    @Test
    default void postsAKeyOnce() {
        Posted first = post("k1", NOW, line(ACME, -5, "voip"));

        Posted again = post("k1", LATER, line(ACME, -5, "voip"));

        assertThat(again.isNew()).isFalse();
        assertThat(again.entries()).isEqualTo(first.entries());
        assertThat(store().balance(ACME).orElseThrow().balanceMicros()).isEqualTo(-5);
        assertThatThrownBy(() -> post("k1", NOW, line(ACME, -6, "voip"))).isInstanceOf(ConflictException.class);
        assertThat(store().balance(ACME).orElseThrow().sequence()).isEqualTo(1);
    }

    @Test
    default void writesAGroupOrNoneOfIt() {
        post("k1", NOW, line(ACME, -5, "voip"));
        Order good = new Order(new Posting("k2", List.of(line(GLOBEX, -1, "voip"))), "test", List.of());
        Order bad = new Order(new Posting("k1", List.of(line(ACME, -9, "voip"))), "test", List.of());

        assertThatThrownBy(() -> store().post(List.of(good, bad), NOW)).isInstanceOf(ConflictException.class);

        assertThat(store().posted("k2")).isEmpty();
        assertThat(store().balance(GLOBEX)).isEmpty();
    }

    @Test
    default void repeatsInsideOneGroupAreOne() {
        Order order = new Order(new Posting("k1", List.of(line(ACME, -5, "voip"))), "test", List.of());

        List<Posted> posted = store().post(List.of(order, order), NOW);

        assertThat(posted).extracting(Posted::isNew).containsExactly(true, false);
        assertThat(posted.get(1).entries()).isEqualTo(posted.get(0).entries());
        assertThat(store().balance(ACME).orElseThrow().balanceMicros()).isEqualTo(-5);
    }

    @Test
    default void hidesOneTenantsEntriesFromAnother() {
        Entry entry = post("k1", NOW, line(ACME, -5, "voip")).entries().get(0);

        assertThat(store().entry(GLOBEX, entry.id())).isEmpty();
        assertThat(store().entries(GLOBEX, "voip", Instant.EPOCH, LATER, PageRequest.first())
                        .rows())
                .isEmpty();
        assertThat(store().totals(GLOBEX, Instant.EPOCH, LATER)).isEmpty();
        assertThat(store().balance(GLOBEX)).isEmpty();
    }

    @Test
    default void neverPostsBeforeAnEarlierEntry() {
        post("k1", NEXT, line(ACME, -5, "voip"));

        Posted second = post("k2", NOW, line(ACME, -5, "voip"));

        assertThat(second.entries().get(0).postedAt()).isEqualTo(NEXT);
    }

    @Test
    default void sumsByServiceAndRange() {
        post("k1", NOW, line(ACME, -5, "voip"));
        post("k2", NEXT, line(ACME, -7, "voip"), line(ACME, 100, "payments"));

        assertThat(store().totals(ACME, NEXT, LATER))
                .containsOnlyKeys("voip", "payments")
                .containsEntry("voip", new ServiceTotal(-7, 60, "voice", "sec"));
        assertThat(store().totals(ACME, Instant.EPOCH, NEXT)).containsOnlyKeys("voip");
    }

    @Test
    default void anyRangeHoldsTheEntriesThatWerePostedInIt() {
        Random random = new Random(11);
        List<Instant> posted = new ArrayList<>();
        Instant at = Instant.parse("2025-11-28T00:00:00Z");
        for (int i = 0; i < 120; i++) {
            // several at one instant, some after long pauses
            at = at.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(2_000_000) : random.nextInt(2));
            posted.add(at);
            post("k" + i, at, line(ACME, -1, "voip"));
        }

        for (int i = 0; i < 100; i++) {
            Instant from = posted.get(random.nextInt(120)).plusSeconds(random.nextInt(3) - 1);
            Instant to = from.plusSeconds(random.nextInt(6_000_000));
            long expected = posted.stream()
                    .filter(each -> !each.isBefore(from) && each.isBefore(to))
                    .count();
            ServiceTotal found = store().totals(ACME, from, to).getOrDefault("voip", ServiceTotal.none());
            assertThat(-found.amountMicros()).as(from + " to " + to).isEqualTo(expected);
        }
    }

    @Test
    default void dividesTheSumsOfAMonthByThoseWhoCalled() {
        post("k1", NOW, line(ACME, -5, "voip", GLOBEX), line(ACME, -3, "voip"));
        post("k2", NOW, line(ACME, -7, "voip", GLOBEX), line(ACME, -1, "sms", GLOBEX));
        post("k3", NEXT, line(ACME, -11, "voip", GLOBEX));

        assertThat(store().shares(ACME, 202601))
                .containsExactly(
                        new LedgerStore.Share(GLOBEX, "sms", new ServiceTotal(-1, 60, "voice", "sec")),
                        new LedgerStore.Share(GLOBEX, "voip", new ServiceTotal(-12, 120, "voice", "sec")));
        assertThat(store().shares(ACME, 202602))
                .containsExactly(new LedgerStore.Share(GLOBEX, "voip", new ServiceTotal(-11, 60, "voice", "sec")));
        assertThat(store().shares(GLOBEX, 202601)).isEmpty();
    }

    @Test
    default void goesOnWithTheRunningTotalsOfEveryService() {
        post("k1", NOW, line(ACME, -5, "voip"), line(ACME, -2, "sms"));
        post("k2", NOW, line(ACME, -7, "voip"));
        post("k3", NEXT, line(ACME, -1, "sms"), line(ACME, -1, "voip"));

        assertThat(store().totals(ACME, Instant.EPOCH, LATER))
                .containsEntry("voip", new ServiceTotal(-13, 180, "voice", "sec"))
                .containsEntry("sms", new ServiceTotal(-3, 120, "voice", "sec"));
        assertThat(store().totals(ACME, NEXT, LATER))
                .containsEntry("voip", new ServiceTotal(-1, 60, "voice", "sec"))
                .containsEntry("sms", new ServiceTotal(-1, 60, "voice", "sec"));
    }

    @Test
    default void pagesByKeyInBothOrders() {
        for (int i = 0; i < 5; i++) {
            post("k" + i, NOW.plusSeconds(i), line(ACME, -i, "voip"));
        }

        for (boolean ascending : List.of(true, false)) {
            List<Long> seen = new ArrayList<>();
            Optional<String> start = Optional.empty();
            do {
                Page<Entry> page =
                        store().entries(ACME, "voip", Instant.EPOCH, LATER, new PageRequest(start, 2, ascending));
                page.rows().forEach(entry -> seen.add(entry.sequence()));
                start = page.nextStartKey();
            } while (start.isPresent());
            assertThat(seen).isEqualTo(ascending ? List.of(1L, 2L, 3L, 4L, 5L) : List.of(5L, 4L, 3L, 2L, 1L));
        }
    }

    @Test
    default void findsEachEntryOfAPostingByItsId() {
        PostingLine[] lines = new PostingLine[Posting.LINES_MAX];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = line(i % 3 == 0 ? GLOBEX : ACME, -i, "voip");
        }
        Posted posted = post("k1", NOW, lines);

        for (Entry entry : posted.entries()) {
            assertThat(store().entry(entry.line().account(), entry.id())).contains(entry);
            assertThat(store().entry(
                                    entry.line().account(),
                                    "202501" + entry.id().substring(6)))
                    .as("another month")
                    .isEmpty();
        }
        assertThat(store().entry(ACME, EntryIds.of("k1", Posting.LINES_MAX, NOW)))
                .isEmpty();
        assertThat(store().entry(ACME, EntryIds.of("k2", 0, NOW))).isEmpty();
        assertThat(store().entry(ACME, "202601-ledgers_monthly_rollover")).isEmpty();
    }

    @Test
    default void manyEntriesAreHandedOverOnceEachAndInTheirOrder() {
        int entries = 6_500;
        for (int first = 0; first < entries; first += 500) {
            List<Order> orders = new ArrayList<>();
            for (int i = first; i < first + 500; i++) {
                orders.add(new Order(new Posting("many/" + i, List.of(line(ACME, 1, "voip"))), "test", List.of()));
            }
            store().post(orders, NOW);
        }
        for (long last : new long[] {1, 2_000, 2_001, 6_000, entries, Long.MAX_VALUE}) {
            List<Long> sequences = new ArrayList<>();
            store().forEachEntry(ACME, last, row -> sequences.add(row.entry().sequence()));
            assertThat(sequences)
                    .isEqualTo(LongStream.rangeClosed(1, Math.min(last, entries))
                            .boxed()
                            .toList());
        }
    }

    /** Long enough for stretches of one service that are longer than what a store may keep together. */
    @Test
    default void pagesAndSumsOfMixedServicesAreThoseOfTheirEntries() {
        Random random = new Random(7);
        List<String> services = List.of("voip", "sms", "payments");
        Instant at = NOW;
        String service = "voip";
        for (int group = 0; group < 12; group++) {
            List<Order> orders = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                service = random.nextInt(group % 3 == 0 ? 2 : 100) == 0 ? services.get(random.nextInt(3)) : service;
                Posting posting =
                        new Posting("g" + group + "/" + i, List.of(line(ACME, random.nextInt(9) - 4, service)));
                orders.add(new Order(posting, "test", List.of()));
            }
            at = at.plusSeconds(random.nextInt(3) * 1_000);
            store().post(orders, at);
        }
        List<Entry> all = new ArrayList<>();
        store().forEachEntry(ACME, Long.MAX_VALUE, row -> all.add(row.entry()));

        for (int i = 0; i < 60; i++) {
            Instant from = NOW.plusSeconds(random.nextInt(16) * 1_000 - 1_000);
            Instant to = from.plusSeconds(random.nextInt(16) * 1_000);
            String wanted = services.get(random.nextInt(3));
            List<Entry> expected = all.stream()
                    .filter(entry ->
                            !entry.postedAt().isBefore(from) && entry.postedAt().isBefore(to))
                    .filter(entry -> entry.line().source().service().equals(wanted))
                    .toList();
            boolean ascending = random.nextBoolean();
            List<Entry> found = allPages(wanted, from, to, 1 + random.nextInt(70), ascending);
            if (!ascending) {
                Collections.reverse(found);
            }
            assertThat(found.equals(expected))
                    .as(wanted + " " + from + " to " + to)
                    .isTrue();
            assertThat(store().totals(ACME, from, to)
                            .getOrDefault(wanted, ServiceTotal.none())
                            .amountMicros())
                    .isEqualTo(expected.stream()
                            .mapToLong(entry -> entry.line().amountMicros())
                            .sum());
        }
    }

    private List<Entry> allPages(String service, Instant from, Instant to, int size, boolean ascending) {
        List<Entry> found = new ArrayList<>();
        Optional<String> start = Optional.empty();
        do {
            Page<Entry> page = store().entries(ACME, service, from, to, new PageRequest(start, size, ascending));
            assertThat(page.rows().size()).isLessThanOrEqualTo(size);
            found.addAll(page.rows());
            start = page.nextStartKey();
        } while (start.isPresent());
        return found;
    }

    @Test
    default void manyWritersKeepBalancesAndContrasExact() throws Exception {
        List<AccountId> accounts = List.of(ACME, GLOBEX, new AccountId("0".repeat(32)));
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Callable<Long>> work = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            int seed = writer;
            work.add(() -> {
                Random random = new Random(seed);
                long sum = 0;
                for (int i = 0; i < 25; i++) {
                    long micros = random.nextInt(1000) - 500;
                    AccountId one = accounts.get(random.nextInt(3));
                    AccountId other = accounts.get(random.nextInt(3));
                    post("w" + seed + "/" + i, NOW, line(one, micros, "voip"), line(other, -2 * micros, "voip"));
                    sum -= micros;
                }
                return sum;
            });
        }
        long expected = 0;
        for (Future<Long> done : writers.invokeAll(work)) {
            expected += done.get();
        }
        writers.shutdown();

        long total = 0;
        for (AccountId account : accounts) {
            List<StoredEntry> rows = new ArrayList<>();
            store().forEachEntry(account, Long.MAX_VALUE, rows::add);
            long sum = rows.stream()
                    .mapToLong(row -> row.entry().line().amountMicros())
                    .sum();
            assertThat(store().balance(account).orElseThrow().balanceMicros()).isEqualTo(sum);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i).entry().sequence()).isEqualTo(i + 1);
            }
            total += sum;
        }
        assertThat(total).isEqualTo(expected);
        assertThat(store().imbalances()).isEmpty();
    }
}
