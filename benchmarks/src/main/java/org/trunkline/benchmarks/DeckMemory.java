package org.trunkline.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import org.trunkline.rating.RateLookup;

/** What a deck of a million prefixes takes: time to import it in process, heap to keep it. */
final class DeckMemory {
    private static final int PREFIXES = 1_000_000;
    private static final int COLLECTIONS = 3;

    private DeckMemory() {}

    static void measure(DeckRows rows, Figures figures) {
        Tree tree = new Tree();
        Rating rating = new Rating(tree);
        DeckRows grown = rows.grownTo(PREFIXES);
        long start = System.nanoTime();
        long count = rating.deck("ratedeck", grown);
        double seconds = (System.nanoTime() - start) / 1e9;
        figures.add(Figure.of("import in process, " + count + " rows", seconds, "s"));

        long before = used();
        RateLookup opened = rating.lookup();
        long bytes = used() - before;
        Reference.reachabilityFence(opened);
        Reference.reachabilityFence(rating);
        figures.add(Figure.of("memory of a deck of " + count + " prefixes", bytes / (double) count, "B/prefix")
                .atMost(64));
    }

    static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
