package org.trunkline.rating.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.spi.StoredDeck;

/** Merges imported rows into a deck: a row for a rate that is there changes what it gives, another one is added. */
final class RateMerge {
    private final LiveDeck deck;
    private final ImportedRows rows;
    private final int[] sorted;
    private final DeckCompiler compiler;
    private final List<Clash> clashes = new ArrayList<>();
    private final Map<String, Kind> mergedKinds = new HashMap<>();
    private int next;

    /** A row that cannot be imported beside an earlier row of the file. */
    record Clash(long line, String prefix, String message) {}

    RateMerge(LiveDeck deck, ImportedRows rows) {
        this.deck = deck;
        this.rows = rows;
        sorted = rows.sorted();
        compiler = new DeckCompiler(deck.sizeAtMost() + sorted.length);
    }

    /** Returns what is wrong among the rows themselves. */
    static List<Clash> clashes(ImportedRows rows) {
        StoredDeck nowhere = StoredDeck.fresh(new AccountId("0".repeat(32)), "");
        return new RateMerge(LiveDeck.fresh(nowhere), rows).run();
    }

    /** Merges, and returns the rows that cannot be imported. */
    List<Clash> run() {
        deck.forEachPrefix(old -> {
            importBefore(old.get(0).prefix());
            importOver(old);
        });
        importBefore(null);
        return clashes;
    }

    CompactDeck merged() {
        return compiler.build();
    }

    /** Places a rate among those of its prefix: the id of the second direction names it. Empty if its place is taken. */
    static Optional<RateRow> placed(RateRow row, List<RateRow> others) {
        for (boolean tailed : new boolean[] {false, true}) {
            RateRow candidate = row.withTail(tailed);
            String id = candidate.id();
            if (others.stream()
                    .noneMatch(other -> other.isSameRate(row) || other.id().equals(id))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private void importBefore(String prefix) {
        while (next < sorted.length) {
            String at = rows.prefix(sorted[next]);
            if (prefix != null && at.compareTo(prefix) >= 0) {
                return;
            }
            int end = next + 1;
            while (end < sorted.length && rows.prefix(sorted[end]).equals(at)) {
                end++;
            }
            importGroup(new ArrayList<>(2), end);
        }
    }

    private void importOver(List<RateRow> old) {
        String prefix = old.get(0).prefix();
        int end = next;
        while (end < sorted.length && rows.prefix(sorted[end]).equals(prefix)) {
            end++;
        }
        importGroup(old, end);
    }

    /** Imports the rows of one prefix, up to the end, over the rates that the deck has of it. */
    private void importGroup(List<RateRow> rates, int end) {
        Map<Integer, Long> lines = new HashMap<>();
        for (; next < end; next++) {
            importRow(rows.row(sorted[next]), rows.line(sorted[next]), rates, lines);
        }
        rates.sort(RateRow.ORDER);
        rates.forEach(compiler::add);
    }

    /** @param lines which line gave the rate at this place of the list */
    private void importRow(RateRow row, long line, List<RateRow> rates, Map<Integer, Long> lines) {
        for (int i = 0; i < rates.size(); i++) {
            if (rates.get(i).isSameRate(row)) {
                Long earlier = lines.putIfAbsent(i, line);
                if (earlier == null) {
                    rates.set(i, merged(rates.get(i), row));
                } else {
                    clashes.add(new Clash(
                            line,
                            row.prefix(),
                            "The prefix stands in line " + earlier + " already, with this direction and suffix"));
                }
                return;
            }
        }
        Optional<RateRow> placed = placed(row, rates);
        if (placed.isEmpty()) {
            clashes.add(new Clash(
                    line, row.prefix(), "The id " + row.id() + " is that of another rate of the deck or file"));
            return;
        }
        lines.put(rates.size(), line);
        rates.add(placed.get());
    }

    private RateRow merged(RateRow old, RateRow row) {
        RateRow merged = new RateRow(
                old.prefix(),
                row.directions() == 0 ? old.directions() : row.directions(),
                row.rateNanos(),
                row.internalNanos() == RateRow.NO_COST ? old.internalNanos() : row.internalNanos(),
                row.description().isEmpty() ? old.description() : row.description(),
                row.name().isEmpty() ? old.name() : row.name(),
                mergedKind(old.kind(), row.kind()),
                old.tailed());
        return merged;
    }

    private Kind mergedKind(Kind old, Kind given) {
        return old.text().equals(given.text())
                ? old
                : mergedKinds.computeIfAbsent(
                        old.text() + '\n' + given.text(),
                        key -> Kind.of(Json.merged(old.document(), given.document())));
    }
}
