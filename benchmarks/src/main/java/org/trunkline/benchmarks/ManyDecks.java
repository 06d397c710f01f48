package org.trunkline.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.DeckVersion;
import org.trunkline.rating.RateLookup;
import org.trunkline.rating.spi.DeckStore.VersionContents;
import org.trunkline.rating.spi.StoredDeck;

/** A hundred decks of 300,000 rates together: time to load them, heap to keep them. */
final class ManyDecks {
    private static final int DECKS = 100;
    private static final int RATES = 300_000;
    private static final double GIB = 1L << 30;

    private ManyDecks() {}

    static void measure(DeckRows rows, Figures figures) {
        try {
            Path directory = Scratch.directory();
            try {
                measure(rows, figures, new FileDeckStore(directory));
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void measure(DeckRows rows, Figures figures, FileDeckStore store) {
        Tree tree = new Tree();
        Rating rating = new Rating(tree, store);
        rating.deck("deck0", rows.grownTo(RATES));
        copy(tree.root().id(), store);

        long before = DeckMemory.used();
        long start = System.nanoTime();
        RateLookup loaded = rating.lookup();
        double seconds = (System.nanoTime() - start) / 1e9;
        long bytes = DeckMemory.used() - before;
        Reference.reachabilityFence(loaded);
        String what = DECKS + " decks of " + RATES + " rates";
        figures.add(Figure.of("load of " + what, seconds, "s"));
        figures.add(Figure.of("heap of " + what, bytes / GIB, "GiB").atMost(3));
    }

    /** Stores the one deck that was imported under other names, each with a snapshot of its own. */
    private static void copy(AccountId owner, FileDeckStore store) {
        String first = store.after(java.util.Optional.empty(), 1).get(0).id();
        VersionContents imported = store.version(first, 1).orElseThrow();
        Instant now = Clock.systemUTC().instant();
        for (int i = 1; i < DECKS; i++) {
            StoredDeck deck = StoredDeck.fresh(owner, "deck" + i);
            DeckVersion version = new DeckVersion(1, now, now, RATES, "copied");
            store.add(deck, version, imported.snapshot().orElseThrow(), Set.of(), Rating.change(owner, deck.id()));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
