package org.trunkline.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateLookup;
import org.trunkline.rating.RateQuery;

/**
 * One rate of one deck, for numbers drawn evenly over its prefixes, which is harder than what people dial, and for numbers
 * of which few are dialled often.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Threads(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RateLookupBenchmark {
    static final String DECK_PROPERTY = "trunkline.benchmark.deck";

    private static final int NUMBERS = 1 << 16;

    /** The file as it is, or grown to a million prefixes. */
    @Param({"0", "1000000"})
    public int prefixes;

    @Param({"evenly", "zipf"})
    public String dialled;

    private RateLookup rates;
    private AccountId payer;
    private RateQuery[] queries;
    private int next;

    @Setup
    public void setUp() {
        DeckRows rows = DeckRows.read(deck());
        DeckRows wanted = prefixes == 0 ? rows : rows.grownTo(prefixes);
        Tree tree = new Tree();
        payer = tree.add(tree.root().id(), false);
        Rating rating = new Rating(tree);
        rating.deck("ratedeck", wanted);
        rates = rating.lookup();
        String[] numbers = wanted.numbers(NUMBERS, 1, dialled.equals("evenly"));
        queries = new RateQuery[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            queries[i] = new RateQuery(numbers[i], Direction.OUTBOUND, Optional.empty());
        }
    }

    @Benchmark
    public Optional<Rate> lookup() {
        next = (next + 1) & (NUMBERS - 1);
        return rates.find(payer, queries[next]);
    }

    static Optional<Path> deck() {
        return Optional.ofNullable(System.getProperty(DECK_PROPERTY)).map(Path::of);
    }
}
