package org.trunkline.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the command line asks for.
 *
 * @param names the benchmarks to run, in their order
 * @param deck rates to use; those of the demo when empty
 * @param given all other options by name, checked to be known
 */
record BenchOptions(List<String> names, Optional<Path> deck, Map<String, String> given, boolean quick, boolean help) {
    static final String RATES = "rates";
    static final String ADMISSION = "admission";
    static final String CALLS = "calls";
    static final String HTTP = "http";
    static final String IMPORTS = "imports";
    static final String SETTLEMENT = "settlement";
    static final String ENDS = "ends";
    static final String RERATING = "rerating";
    static final String REPLACE = "replace";
    static final String LEDGER = "ledger";
    static final String ACCOUNTS = "accounts";
    static final String AUDIT = "audit";
    static final List<String> NAMES = List.of(
            RATES, IMPORTS, ADMISSION, CALLS, SETTLEMENT, ENDS, RERATING, HTTP, REPLACE, LEDGER, ACCOUNTS, AUDIT);

    /** Without a name: the large ledger takes half an hour to fill. */
    private static final List<String> NAMES_DEFAULT =
            List.of(RATES, IMPORTS, ADMISSION, CALLS, SETTLEMENT, ENDS, RERATING, HTTP, REPLACE);

    static final String USAGE =
            """
            usage: bench [rates] [imports] [admission] [calls] [settlement] [ends] [rerating] [http]
                         [replace] [ledger] [accounts] [audit]
                         [--deck FILE] [--quick] [--json FILE]

              rates       import in process, rate lookup, memory of a deck and of a hundred (JMH)
              imports     decks through the REST task, as the file is and of a million rows; starts a distribution
              admission   authorize and end in process: chain of 4 levels, 100,000 accounts (JMH)
              calls       authorize and release with one and two threads and through one reseller; memory of live calls, restart with
                          100,000 of them; the options of this JVM count: java -Xmx3g -XX:+UseParallelGC -XX:+UseTransparentHugePages
              settlement  ended calls into the ledger: PostgreSQL with fsync beside a plain loop, and H2
              ends        calls authorized and ended by all of a node but HTTP: PostgreSQL with fsync, and H2
              rerating    calls of the past charged anew by a corrected deck: H2
              http        the switch API over HTTP: import, saturation, offered rate, settlement; starts a distribution
              replace     limits/core replaced under 2,000 messages a second; starts a distribution
              ledger      summaries, pages and ledger:verify with 10,000,000 entries in one account, PostgreSQL and H2;
                          only where it is named
              accounts    pages, searches and a move among 1,000 and 1,000,000 accounts, PostgreSQL; only where it is named
              audit       a recorded change while the audit grows to 10,000,000 entries, each database; only where it is named

              --deck FILE          rates, csv or csv.gz in KAZOO's columns (default: TRUNKLINE_BENCH_DECK, else the demo's)
              --quick              short runs: to see that it works, not to quote
              --json FILE          where the report goes (default: target/benchmarks/report.json)
              --connections N      connections of the load driver (16)
              --posters N          of ends: threads that end calls (512)
              --under-way N        of settlement: calls that are being settled at once (1500)
              --database NAME      of settlement, ends, ledger and audit: postgresql, h2 (both)
              --entries N          of ledger and audit (10000000)
              --accounts N         of accounts (1000000)
              --data DIR           of ledger: keep its databases there, to be filled once
              --rate N             calls per second that are offered (4000)
              --seconds N          length of a measured run (10)
              --warm-up N          seconds before it (20; of http: 8, three times)
              --url URL --key KEY --account ID
                                   load a switch API that runs elsewhere, for this account, instead of starting one
            """;

    private static final List<String> VALUED = List.of(
            "--json",
            "--entries",
            "--accounts",
            "--data",
            "--connections",
            "--posters",
            "--under-way",
            "--database",
            "--rate",
            "--seconds",
            "--warm-up",
            "--url",
            "--key",
            "--account");
    private static final String DECK_VARIABLE = "TRUNKLINE_BENCH_DECK";

    /** @throws IllegalArgumentException if the command line cannot be meant */
    static BenchOptions parse(List<String> arguments, Map<String, String> environment) {
        List<String> names = new ArrayList<>();
        Map<String, String> given = new TreeMap<>();
        Optional<String> deck = Optional.ofNullable(environment.get(DECK_VARIABLE));
        boolean quick = false;
        boolean help = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String each = rest.next();
            if (each.equals("--deck")) {
                deck = Optional.of(value(each, rest));
            } else if (each.equals("--quick")) {
                quick = true;
            } else if (each.equals("-h") || each.equals("--help")) {
                help = true;
            } else if (VALUED.contains(each)) {
                given.put(each, value(each, rest));
            } else if (NAMES.contains(each)) {
                names.add(each);
            } else {
                throw new IllegalArgumentException("unknown: " + each);
            }
        }
        if (given.containsKey("--url") != (given.containsKey("--key") && given.containsKey("--account"))) {
            throw new IllegalArgumentException("--url, --key and --account go together");
        }
        return new BenchOptions(
                names.isEmpty() ? NAMES_DEFAULT : List.copyOf(names),
                deck.map(BenchOptions::readable),
                Map.copyOf(given),
                quick,
                help);
    }

    /** Returns a whole number above 0. */
    int number(String option, int absent) {
        String text = given.get(option);
        if (text == null) {
            return absent;
        }
        if (!text.matches("[1-9][0-9]{0,7}")) {
            throw new IllegalArgumentException(option + " needs a whole number above 0, not " + text);
        }
        return Integer.parseInt(text);
    }

    Optional<String> text(String option) {
        return Optional.ofNullable(given.get(option));
    }

    private static Path readable(String name) {
        Path file = Path.of(name);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("cannot read " + file);
        }
        return file;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }
}
