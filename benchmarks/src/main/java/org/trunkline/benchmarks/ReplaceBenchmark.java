package org.trunkline.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.trunkline.demo.Demo;
import org.trunkline.demo.Portal;
import org.trunkline.demo.Server;
import org.trunkline.json.Json;

/** What switches notice when the rules of admission are replaced again and again while they ask; and without that. */
final class ReplaceBenchmark {
    private static final String BUNDLE = "org.trunkline.limits.core";
    private static final int REPLACED_TIMES = 5;
    private static final int BETWEEN_SECONDS = 3;
    private static final BigDecimal CREDIT = new BigDecimal("1000000");
    private static final List<String> NUMBERS =
            List.of("+442071838750", "+4930901820", "+33142685300", "+390669821", "+34915671000");

    private final BenchOptions options;
    private final Figures figures;
    private final int connections;
    private final int offered;
    private final int seconds;

    ReplaceBenchmark(BenchOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
        connections = options.number("--connections", 32);
        offered = options.number("--rate", 2_000);
        seconds = options.number("--seconds", options.quick() ? 20 : 30);
    }

    void run() throws IOException {
        Server server = Server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "benchmark-stop"));
        server.awaitReady(() -> {});
        Portal portal = Portal.login(server.http(), "root", Server.ROOT_USER, server.password());
        String key = portal.switchKey("benchmark");
        List<Traffic> traffic = new ArrayList<>();
        for (Traffic.Accounts each : accounts(portal)) {
            String run = UUID.randomUUID().toString().substring(0, 8);
            traffic.add(new Traffic(URI.create(server.url()), key, run, each, NUMBERS));
        }
        figures.note("replacing " + BUNDLE + ": " + offered + "/s offered on " + connections + " connections");
        load(server, key, traffic, "");
        report("nothing replaced", load(server, key, traffic, ""));
        report("bundle:update, " + REPLACED_TIMES + " times", load(server, key, traffic, updates()));
        report("side by side, " + REPLACED_TIMES + " times", load(server, key, traffic, sideBySide(server)));
        report("a feature upgrade, its rules beside each other first", load(server, key, traffic, upgrade(server)));
        report("a feature upgrade in place", load(server, key, traffic, upgradeInPlace(server)));
    }

    private void report(String what, Found found) {
        boolean replaced = !what.startsWith("nothing");
        figures.add(Figure.of(what + ": p50", found.latency().getValueAtPercentile(50) / 1e3, "ms"));
        figures.add(Figure.of(what + ": p99.9", found.latency().getValueAtPercentile(99.9) / 1e3, "ms"));
        Figure pause = Figure.of(what + ": longest pause", found.latency().getMaxValue() / 1e3, "ms");
        figures.add(replaced ? pause.atMost(300) : pause);
        figures.note(what + ": the longest ended at " + found.longestAt());
        long wrong = found.wrong().values().stream().mapToLong(Long::longValue).sum();
        figures.add(Figure.of(what + ": wrong answers and errors", wrong, "").atMost(0));
        figures.add(Figure.of(what + ": live calls unknown to the node", found.lost(), "")
                .atMost(0));
        found.wrong().entrySet().stream()
                .limit(5)
                .forEach(each -> figures.note(what + ": " + each.getValue() + " times " + each.getKey()));
    }

    /** What all connections found together. */
    private record Found(Histogram latency, Instant longestAt, Map<String, Long> wrong, long lost) {}

    private Found load(Server server, String key, List<Traffic> traffic, String line) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(connections + 1);
        try {
            List<Future<Traffic.Found>> running = new ArrayList<>();
            for (Traffic each : traffic) {
                running.add(threads.submit(() -> each.send((double) offered / connections, seconds)));
            }
            Future<String> replacing =
                    threads.submit((Callable<String>) () -> line.isEmpty() ? "" : server.console(line));
            Histogram latency = new Histogram(3);
            Instant longestAt = Instant.now();
            Map<String, Long> wrong = new TreeMap<>();
            long live = 0;
            for (Future<Traffic.Found> each : running) {
                if (each.get().latency().getMaxValue() > latency.getMaxValue()) {
                    longestAt = each.get().longestAt();
                }
                latency.add(each.get().latency());
                each.get().wrong().forEach((what, times) -> wrong.merge(what, times, Long::sum));
                live += each.get().liveCalls();
            }
            if (!replacing.get().isBlank()) {
                figures.note("console: " + replacing.get().strip());
            }
            return new Found(latency, longestAt, wrong, Math.abs(liveCalls(server, key) - live));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load broke off: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** One session does it all: another start of the client would take a core from the node. */
    private static String updates() {
        return ("bundle:update " + BUNDLE + "; sleep " + BETWEEN_SECONDS + "; ").repeat(REPLACED_TIMES);
    }

    /** The next version starts beside the one that decides, which then goes. */
    private static String sideBySide(Server server) throws IOException {
        Path jar = rules(server);
        StringBuilder line = new StringBuilder();
        String before = version(jar);
        for (int i = 1; i <= REPLACED_TIMES; i++) {
            line.append(besides(before, next(jar, i))).append("; sleep ");
            line.append(BETWEEN_SECONDS).append("; ");
            before = name(jar, i);
        }
        return line.toString();
    }

    /** The rules of the feature that follows take over as above; then its feature finds all in place. */
    private static String upgrade(Server server) throws IOException {
        Path jar = rules(server);
        Path next = next(jar, REPLACED_TIMES + 1);
        return besides(name(jar, REPLACED_TIMES), next) + "; " + upgrade(server, "99.0.0", next);
    }

    private static String upgradeInPlace(Server server) throws IOException {
        return upgrade(server, "99.1.0", next(rules(server), REPLACED_TIMES + 2));
    }

    private static String upgrade(Server server, String version, Path rules) throws IOException {
        Path features = NextFeature.write(NextFeature.ofDistribution(server.home()), version, rules);
        return "feature:repo-add " + features.toUri() + "; feature:install --upgrade --no-auto-refresh "
                + NextFeature.NAME + "/" + version
                + "; bundle:list -s | grep limits.core; feature:list -i | grep " + NextFeature.NAME;
    }

    private static String besides(String before, Path next) {
        return "bundle:install -s " + next.toUri() + "; bundle:uninstall " + BUNDLE + "/" + before;
    }

    private static Path rules(Server server) throws IOException {
        try (Stream<Path> files = Files.walk(server.home().resolve("system/org/trunkline/trunkline-limits-core"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path next(Path jar, int number) throws IOException {
        Path copy = Files.createTempFile("trunkline-limits-core", ".jar");
        copy.toFile().deleteOnExit();
        copyAs(name(jar, number), jar, copy);
        return copy;
    }

    private static String name(Path jar, int number) throws IOException {
        return version(jar).replace(".SNAPSHOT", "") + ".next" + number;
    }

    private static String version(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Bundle-Version");
        }
    }

    private static void copyAs(String version, Path jar, Path copy) throws IOException {
        try (JarFile from = new JarFile(jar.toFile())) {
            Manifest manifest = new Manifest(from.getManifest());
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
                for (JarEntry entry : Collections.list(from.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        to.putNextEntry(new JarEntry(entry.getName()));
                        from.getInputStream(entry).transferTo(to);
                    }
                }
            }
        }
    }

    private static long liveCalls(Server server, String key) throws IOException {
        long calls = 0;
        try (Connection connection = new Connection(URI.create(server.url()), key)) {
            String from = "";
            while (from != null) {
                int status = connection.get("/switch/v1/calls" + from);
                if (status != 200) {
                    throw new IOException("the list of calls answered " + status + " " + connection.body());
                }
                JsonNode list = Json.mapper().readTree(connection.body());
                calls += list.path("calls").size();
                from = list.has("next_start_key")
                        ? "?start_key="
                                + URLEncoder.encode(list.path("next_start_key").asText(), StandardCharsets.UTF_8)
                        : null;
            }
        }
        return calls;
    }

    private List<Traffic.Accounts> accounts(Portal portal) throws IOException {
        String reseller = portal.createAccount(portal.ownAccount(), "Reseller");
        portal.promote(reseller);
        portal.credit(reseller, CREDIT);
        Path deck = Files.createTempFile("trunkline-deck", ".csv");
        try {
            if (options.deck().isPresent()) {
                Files.writeString(deck, DeckRows.text(options.deck().get()));
            } else {
                Files.copy(Demo.class.getResourceAsStream("deck.csv"), deck, StandardCopyOption.REPLACE_EXISTING);
            }
            portal.importDeck(portal.ownAccount(), deck, done -> {});
        } finally {
            Files.deleteIfExists(deck);
        }
        List<Traffic.Accounts> accounts = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            String rich = portal.createAccount(reseller, "Rich " + i);
            portal.credit(rich, CREDIT);
            String full = portal.createAccount(reseller, "Full " + i);
            portal.credit(full, CREDIT);
            portal.limits(full, Json.object().put("calls", Traffic.CALLS_MAX).put("allow_prepay", true));
            String poor = portal.createAccount(reseller, "Poor " + i);
            accounts.add(new Traffic.Accounts(rich, poor, full));
        }
        return accounts;
    }
}
