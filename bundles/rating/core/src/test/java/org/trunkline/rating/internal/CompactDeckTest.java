package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
        assertThat(read.outbound().nodes()).isEqualTo(deck.outbound().nodes());
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
        for (int i = 0; i < NUMBERS; i++) {
            String number = digits(random, 1 + random.nextInt(9));
            Direction direction = random.nextBoolean() ? Direction.INBOUND : Direction.OUTBOUND;
            String caller = random.nextBoolean() ? null : digits(random, 3);

            String service = random.nextBoolean() ? "" : "sms";
            Asked asked = asked(service, new RateQuery(number, direction, Optional.ofNullable(caller)));

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
        Map<String, RateRow> rows = new HashMap<>();
        String[] kinds = {
            "{}",
            "{\"rate_suffix\":\"b\"}",
            "{\"caller_id_numbers\":\"1:22\"}",
            "{\"weight\":7,\"x\":{\"y\":1.50}}",
            "{\"rate_service\":\"sms\"}",
            "{\"rate_service\":\"mms\"}"
        };
        for (int i = 0; i < count; i++) {
            String kind = kinds[random.nextInt(kinds.length)];
            RateRow row = row(
                    digits(random, 1 + random.nextInt(6)),
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
