package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rating.DeckVersion;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateQuery;
import org.trunkline.rating.spi.RateEdit;
import org.trunkline.rating.spi.StoredDeck;

/** Decks in arrays find what a plain search through all rates finds. */
class CompactDeckTest {
    private static final int DECKS = 300;
    private static final int NUMBERS = 200;
    private static final StoredDeck DECK = StoredDeck.fresh(TestTree.ROOT, "ratedeck");

    @Test
    void findsWhatAPlainSearchFinds() {
        Random random = new Random(20261123);
        for (int i = 0; i < DECKS; i++) {
            List<RateRow> rows = randomRows(random, 1 + random.nextInt(120));
            LiveDeck deck = new LiveDeck(DECK, DeckVersion.NONE, DeckCompiler.compile(rows), List.of());

            assertFindsAll(deck, rows, random);
        }
    }

    /** Prefixes of one to twenty digits, most of them below the same first ones; numbers of up to fifty. */
    @Test
    void findsWhatAPlainSearchFindsWhereAllBeginAlike() {
        Random random = new Random(20261128);
        for (int i = 0; i < DECKS; i++) {
            String head = "44207946".substring(0, random.nextInt(9));
            List<RateRow> rows = randomRows(random, head, 1 + random.nextInt(12), 1 + random.nextInt(400));
            LiveDeck deck = new LiveDeck(DECK, DeckVersion.NONE, DeckCompiler.compile(rows), List.of());

            assertFindsAll(deck, rows, random, head, 50 - head.length());
        }
    }

    @Test
    void findsWhatAPlainSearchFindsAfterEdits() {
        Random random = new Random(7);
        for (int i = 0; i < DECKS; i++) {
            Map<String, RateRow> rows = new HashMap<>();
            randomRows(random, 60).forEach(row -> rows.put(row.id(), row));
            CompactDeck base = DeckCompiler.compile(new ArrayList<>(rows.values()));
            Map<String, RateEdit> edits = new HashMap<>();
            for (RateRow row : randomRows(random, 20)) {
                rows.put(row.id(), row);
                edits.put(row.id(), new RateEdit(row.id(), Optional.of(RateDocuments.toStored(row))));
            }
            for (String id : rows.keySet().stream().sorted().limit(10).toList()) {
                rows.remove(id);
                edits.put(id, new RateEdit(id, Optional.empty()));
            }
            LiveDeck deck = new LiveDeck(DECK, DeckVersion.NONE, base, List.copyOf(edits.values()));

            assertFindsAll(deck, List.copyOf(rows.values()), random);
            assertThat(walked(deck, true)).hasSize(rows.size()).isEqualTo(reversed(walked(deck, false)));
        }
    }

    @Test
    void isTheSameAfterBeingWrittenAndRead() {
        List<RateRow> rows = randomRows(new Random(3), 500);
        CompactDeck deck = DeckCompiler.compile(rows);

        CompactDeck read = DeckFormat.read(DeckFormat.write(deck));

        assertThat(read.size()).isEqualTo(deck.size());
        for (int rate = 0; rate < deck.size(); rate++) {
            assertThat(shown(read.row(rate))).isEqualTo(shown(deck.row(rate)));
            assertThat(read.findById(deck.id(rate))).isEqualTo(rate);
        }
        assertThat(read.outbound().tables())
                .usingRecursiveComparison()
                .isEqualTo(deck.outbound().tables());
        assertThat(read.inbound().tables())
                .usingRecursiveComparison()
                .isEqualTo(deck.inbound().tables());
        assertFindsAll(new LiveDeck(DECK, DeckVersion.NONE, read, List.of()), rows, new Random(4));
    }

    /** Written by the release before, whose way of finding rates was another one. */
    @Test
    void readsWhatTheReleaseBeforeWrote() throws IOException {
        byte[] written;
        try (InputStream in = getClass().getResourceAsStream("deck-form-3.bin")) {
            written = in.readAllBytes();
        }
        CompactDeck read = DeckFormat.read(written);
        List<RateRow> rows = IntStream.range(0, read.size()).mapToObj(read::row).toList();

        assertThat(rows).hasSize(42);
        assertThat(read.row(0).prefix()).isEqualTo("1");
        assertThat(DeckFormat.write(read)).isEqualTo(DeckFormat.write(DeckCompiler.compile(rows)));
        assertFindsAll(new LiveDeck(DECK, DeckVersion.NONE, read, List.of()), rows, new Random(4));
    }

    @Test
    void refusesBytesThatWereDamaged() {
        byte[] bytes = DeckFormat.write(DeckCompiler.compile(randomRows(new Random(3), 50)));
        bytes[bytes.length / 2] ^= 1;

        assertThatThrownBy(() -> DeckFormat.read(bytes)).hasMessageContaining("damaged");
    }

    @Test
    void ofOnePrefixTheLowestWeightWins() {
        LiveDeck deck =
                deck(row("44", 0, "{\"weight\":20}", 5), row("44", 0, "{\"weight\":3,\"rate_suffix\":\"b\"}", 9));

        assertThat(find(deck, "441234", Direction.OUTBOUND, null).orElseThrow().id())
                .isEqualTo("XX-44-b");
    }

    @Test
    void aShorterPrefixWinsWhereTheLongerOneIsForOtherCallers() {
        LiveDeck deck = deck(row("44", 0, "{}", 5), row("4420", 0, "{\"caller_id_numbers\":\"441:33\"}", 9));

        assertThat(find(deck, "44201234", Direction.OUTBOUND, "3312")
                        .orElseThrow()
                        .prefix())
                .isEqualTo("4420");
        assertThat(find(deck, "44201234", Direction.OUTBOUND, "4912")
                        .orElseThrow()
                        .prefix())
                .isEqualTo("44");
        assertThat(find(deck, "44201234", Direction.OUTBOUND, null)
                        .orElseThrow()
                        .prefix())
                .isEqualTo("44");
    }

    @Test
    void directionsAreApart() {
        LiveDeck deck = deck(
                row("1800", RateRow.OUT, "{}", 0),
                row("1800", RateRow.IN, "{}", 7).withTail(true));

        assertThat(find(deck, "18005551234", Direction.OUTBOUND, null)
                        .orElseThrow()
                        .id())
                .isEqualTo("XX-1800");
        assertThat(find(deck, "18005551234", Direction.INBOUND, null)
                        .orElseThrow()
                        .id())
                .isEqualTo("XX-1800-in");
        assertThat(find(deck, "1900", Direction.INBOUND, null)).isEmpty();
    }

    @Test
    void defaultsApplyWhenRating() {
        Rate rate = find(deck(row("44", 0, "{}", 1_000)), "449", Direction.INBOUND, null)
                .orElseThrow();

        assertThat(rate.price().incrementSeconds()).isEqualTo(60);
        assertThat(rate.price().minimumSeconds()).isEqualTo(60);
        assertThat(rate.price().noChargeSeconds()).isZero();
        assertThat(rate.price().surchargeNanos()).isZero();
    }

    private static void assertFindsAll(LiveDeck deck, List<RateRow> rows, Random random) {
        assertFindsAll(deck, rows, random, "", 9);
    }

    private static void assertFindsAll(LiveDeck deck, List<RateRow> rows, Random random, String head, int digitsMax) {
        for (int i = 0; i < NUMBERS; i++) {
            String number = head + digits(random, 1 + random.nextInt(digitsMax));
            Direction direction = random.nextBoolean() ? Direction.INBOUND : Direction.OUTBOUND;
            String caller = random.nextBoolean() ? null : digits(random, 3);

            String service = random.nextBoolean() ? "" : "sms";
            Set<String> options = random.nextBoolean() ? Set.of() : Set.of("gold");
            Optional<Instant> at = Optional.of(Instant.EPOCH.plus(random.nextInt(24 * 60), ChronoUnit.MINUTES));
            Asked asked = asked(service, new RateQuery(number, direction, Optional.ofNullable(caller), options, at));

            Optional<String> found =
                    Optional.ofNullable(deck.find(asked, "USD")).map(Rate::id);
            Optional<String> expected = plain(rows, asked).map(RateRow::id);
            assertThat(found)
                    .as("%s %s %s %s", number, direction, caller, service)
                    .isEqualTo(expected);
        }
    }

    private static Optional<RateRow> plain(List<RateRow> rows, Asked asked) {
        return rows.stream()
                .filter(row -> asked.digits().startsWith(row.prefix()))
                .filter(row -> (row.effectiveDirections() & asked.direction()) != 0)
                .filter(row -> row.kind().passes(asked))
                .min(Comparator.<RateRow>comparingInt(row -> -row.prefix().length())
                        .thenComparing(RateRow.ORDER));
    }

    private static List<RateRow> randomRows(Random random, int count) {
        return randomRows(random, "", 6, count);
    }

    private static List<RateRow> randomRows(Random random, String head, int digitsMax, int count) {
        Map<String, RateRow> rows = new HashMap<>();
        String[] kinds = {
            "{}",
            "{\"rate_suffix\":\"b\"}",
            "{\"caller_id_numbers\":\"1:22\"}",
            "{\"weight\":7,\"x\":{\"y\":1.50}}",
            "{\"options\":[\"gold\"]}",
            "{\"windows\":\"08:00-18:00\"}",
            "{\"valid_until\":\"1970-01-01T12:00:00Z\"}",
            "{\"routes\":[\"1$\"],\"weight\":2}",
            "{\"rate_service\":\"sms\"}",
            "{\"rate_service\":\"mms\"}"
        };
        for (int i = 0; i < count; i++) {
            String kind = kinds[random.nextInt(kinds.length)];
            RateRow row = row(
                    head + digits(random, 1 + random.nextInt(digitsMax)),
                    kind.contains("rate_service") ? 0 : random.nextInt(4),
                    kind,
                    random.nextInt(1_000_000_000));
            rows.put(row.id(), row);
        }
        return new ArrayList<>(rows.values());
    }

    /** Few different digits, so that prefixes meet. */
    private static String digits(Random random, int length) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append(1 + random.nextInt(3));
        }
        return digits.toString();
    }

    private static List<String> walked(LiveDeck deck, boolean ascending) {
        List<String> ids = new ArrayList<>();
        Optional<String> key = Optional.empty();
        do {
            Page<RateRow> page = deck.page(new PageRequest(key, 7, ascending));
            page.rows().forEach(row -> ids.add(row.id()));
            key = page.nextStartKey();
        } while (key.isPresent());
        return ids;
    }

    private static List<String> reversed(List<String> ids) {
        List<String> result = new ArrayList<>(ids);
        java.util.Collections.reverse(result);
        return result;
    }

    private static String shown(RateRow row) {
        return Json.write(RateDocuments.toWire(row, "deck"));
    }

    private static Optional<Rate> find(LiveDeck deck, String digits, Direction direction, String caller) {
        return Optional.ofNullable(
                deck.find(asked(new RateQuery(digits, direction, Optional.ofNullable(caller))), "USD"));
    }

    private static Asked asked(RateQuery query) {
        return asked("", query);
    }

    private static Asked asked(String service, RateQuery query) {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        return new Asked(service, query, clock, DeckTimeline.fresh(DECK), new TestTree().root());
    }

    private static LiveDeck deck(RateRow... rows) {
        return new LiveDeck(DECK, DeckVersion.NONE, DeckCompiler.compile(List.of(rows)), List.of());
    }

    private static RateRow row(String prefix, int directions, String kind, long rateNanos) {
        return new RateRow(prefix, directions, rateNanos, RateRow.NO_COST, "d" + prefix, "", Kind.parse(kind), false);
    }
}
