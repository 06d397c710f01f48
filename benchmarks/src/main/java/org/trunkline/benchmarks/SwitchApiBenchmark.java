package org.trunkline.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.demo.Demo;
import org.trunkline.demo.Portal;
import org.trunkline.demo.Server;
import org.trunkline.numbers.internal.PhoneNumberPlan;

/**
 * The switch API over HTTP, client and server on the same machine: a distribution on an empty data directory, two
 * resellers with customers, the deck at both levels; or one that runs elsewhere.
 */
final class SwitchApiBenchmark {
    private static final int RESELLERS = 2;
    private static final int CUSTOMERS = 10;
    private static final int NUMBERS = 5_000;
    private static final int BILLED_SECONDS = 61;
    /** The compiler of a fresh process has most of its work done only after some ten thousand calls. */
    private static final int WARM_UP_SECONDS = 8;

    private static final int WARM_UPS = 3;
    private static final int HANG_UP_CONNECTIONS = 128;
    private static final int HANG_UP_SECONDS_MAX = 120;
    private static final BigDecimal CREDIT = new BigDecimal("1000000");
    private static final long NANOS = 1_000_000_000;

    private final BenchOptions options;
    private final Figures figures;
    private final int connections;
    private final int offered;
    private final int seconds;
    private final int warmUp;

    SwitchApiBenchmark(BenchOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
        connections = options.number("--connections", 16);
        offered = options.number("--rate", 4_000);
        seconds = options.number("--seconds", options.quick() ? 2 : 10);
        warmUp = options.number("--warm-up", options.quick() ? 1 : WARM_UP_SECONDS);
    }

    void run() throws IOException {
        DeckRows rows = DeckRows.read(options.deck());
        List<String> numbers = numbers(rows);
        figures.note("switch API: " + connections + " connections, client and server on the same machine");
        if (options.text("--url").isPresent()) {
            URI url = URI.create(options.text("--url").orElseThrow());
            String account = options.text("--account").orElseThrow();
            load(url, options.text("--key").orElseThrow(), new Script(List.of(account), numbers));
            return;
        }
        Server server = Server.start();
        Thread stop = new Thread(server::close, "benchmark-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        server.awaitReady(() -> {});
        Portal portal = Portal.login(server.http(), "root", Server.ROOT_USER, server.password());
        List<String> customers = accounts(portal, rows);
        String key = portal.switchKey("benchmark");
        load(URI.create(server.url()), key, new Script(customers, numbers));
    }

    /** Returns the customers. */
    private List<String> accounts(Portal portal, DeckRows rows) throws IOException {
        Path deck = Files.createTempFile("trunkline-deck", ".csv");
        try {
            copyDeck(deck);
            importDeck(portal, portal.ownAccount(), deck, rows.cells().size());
            List<String> customers = new ArrayList<>();
            for (int i = 0; i < RESELLERS; i++) {
                String reseller = portal.createAccount(portal.ownAccount(), "Reseller " + i);
                portal.promote(reseller);
                portal.credit(reseller, CREDIT);
                portal.importDeck(reseller, deck, done -> {});
                portal.sellsOwnDeck(reseller);
                for (int j = 0; j < CUSTOMERS; j++) {
                    String customer = portal.createAccount(reseller, "Customer " + i + "-" + j);
                    portal.credit(customer, CREDIT);
                    customers.add(customer);
                }
            }
            return customers;
        } finally {
            Files.deleteIfExists(deck);
        }
    }

    private void importDeck(Portal portal, String account, Path deck, int rows) {
        long start = System.nanoTime();
        portal.importDeck(account, deck, done -> {});
        double took = (System.nanoTime() - start) / (double) NANOS;
        Figure figure = Figure.of("deck import through the REST task, " + rows + " rows", took, "s");
        figures.add(rows >= 290_000 ? figure.atMost(10) : figure);
    }

    private void copyDeck(Path target) throws IOException {
        if (options.deck().isPresent()) {
            Files.writeString(target, DeckRows.text(options.deck().get()));
        } else {
            Files.copy(Demo.class.getResourceAsStream("deck.csv"), target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void load(URI server, String key, Script script) {
        Load load = new Load(server, key, connections, script);
        // between the runs: an end waits for the disk, and more of them wait for it together
        Load hangUp = new Load(server, key, HANG_UP_CONNECTIONS, script);
        load.floorSaturated(seconds);
        figures.add(Figure.of(
                "HTTP alone: health over the same connections, saturated",
                load.floorSaturated(seconds).perSecond(),
                "/s"));
        for (int i = 0; i < WARM_UPS; i++) {
            load.authorizeSaturated(warmUp);
            hangUp.end(script.takeAllowed(), BILLED_SECONDS, HANG_UP_SECONDS_MAX);
        }

        Load.Result saturated = load.authorizeSaturated(seconds);
        figures.add(Figure.of("authorize over HTTP, saturated", saturated.perSecond(), "/s")
                .atLeast(8_000));
        latencies("authorize over HTTP, saturated", saturated);

        List<String> calls = script.takeAllowed();
        Load.Result ends = load.end(calls, BILLED_SECONDS, seconds);
        figures.add(Figure.of("end over HTTP, durable, charged on 2 levels, saturated", ends.perSecond(), "/s")
                .atLeast(5_000));
        latencies("end over HTTP, saturated", ends);
        hangUp.end(calls.subList((int) ends.messages(), calls.size()), BILLED_SECONDS, HANG_UP_SECONDS_MAX);

        Load.Result steady = load.authorizeOffered(offered, seconds);
        String what = "authorize over HTTP, " + offered + "/s offered";
        figures.add(Figure.of(what + ": answered", steady.perSecond(), "/s"));
        figures.add(Figure.of(what + ", p50", steady.millis(50), "ms"));
        Figure worst = Figure.of(what + ", p99", steady.millis(99), "ms");
        figures.add(offered == 4_000 ? worst.atMost(10) : worst);
        figures.add(Figure.of(what + ", p99.9", steady.millis(99.9), "ms"));
        for (Map.Entry<String, Load.Result> each :
                Map.of("saturated", saturated, "ends", ends, "offered", steady).entrySet()) {
            figures.note("answers, " + each.getKey() + ": " + each.getValue().answers());
        }
    }

    private void latencies(String what, Load.Result result) {
        figures.add(Figure.of(what + ", p50", result.millis(50), "ms"));
        figures.add(Figure.of(what + ", p99", result.millis(99), "ms"));
    }

    private static List<String> numbers(DeckRows rows) {
        PhoneNumberPlan plan = new PhoneNumberPlan();
        return Arrays.stream(rows.numbers(NUMBERS * 5, 3, true))
                .map(digits -> "+" + digits)
                .filter(number -> plan.toE164(number, "US").equals(Optional.of(number)) && !plan.isTollFree(number))
                .limit(NUMBERS)
                .toList();
    }
}
