package org.trunkline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.trunkline.demo.Portal;
import org.trunkline.demo.Server;

/** Decks through the REST task of a distribution with its default heap: the file as it is, and a million rows. */
final class ImportBenchmark {
    private static final int ROWS_MAX = 1_000_000;
    private static final int WORLD_ROWS_MIN = 290_000;
    private static final int WORLD_SECONDS_MAX = 10;
    private static final int MILLION_SECONDS_MAX = 40;
    private static final double NANOS = 1e9;

    private final BenchOptions options;
    private final Figures figures;

    ImportBenchmark(BenchOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
    }

    void run() throws IOException {
        DeckRows rows = DeckRows.read(options.deck());
        Server server = Server.start();
        Thread stop = new Thread(server::close, "benchmark-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        server.awaitReady(() -> {});
        Portal portal = Portal.login(server.http(), "root", Server.ROOT_USER, server.password());
        measure(portal, portal.ownAccount(), rows);
        String reseller = portal.createAccount(portal.ownAccount(), "Reseller");
        portal.promote(reseller);
        measure(portal, reseller, rows.grownTo(ROWS_MAX));
        Runtime.getRuntime().removeShutdownHook(stop);
        server.close();
    }

    private void measure(Portal portal, String account, DeckRows rows) throws IOException {
        Path deck = Files.createTempFile("trunkline-deck", ".csv");
        try {
            rows.write(deck);
            long start = System.nanoTime();
            portal.importDeck(account, deck, done -> {});
            int count = rows.cells().size();
            Figure figure = Figure.of(
                    "deck import through the REST task, " + count + " rows", (System.nanoTime() - start) / NANOS, "s");
            figures.add(count >= WORLD_ROWS_MIN ? figure.atMost(secondsMax(count)) : figure);
        } finally {
            Files.deleteIfExists(deck);
        }
    }

    private static int secondsMax(int rows) {
        return rows == ROWS_MAX ? MILLION_SECONDS_MAX : WORLD_SECONDS_MAX;
    }
}
