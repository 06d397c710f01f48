package org.trunkline.limits.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Runs the simulation by many seeds. One that fails prints itself and its last steps; {@code -Dsimulation.seed=<seed>}
 * plays it again, {@code -Dsimulation.told=1000} tells all its steps.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 10_000);
    private static final int SEEDS_TO_FIND_A_BUG = 1_000;
    private static final int STEPS = 80;

    /** Files that are never written to a disk make the journal quick, where there is such a place. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private final PrintStream log = System.err;
    private Path directory;

    /** What the product logs of each fault would be a hundred thousand lines. */
    @BeforeEach
    void beQuiet() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @AfterEach
    void beHeard() {
        System.setErr(log);
    }

    @BeforeEach
    void make() throws IOException {
        directory = Files.isDirectory(MEMORY) && Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "simulation")
                : Files.createTempDirectory("simulation");
    }

    @AfterEach
    void remove() throws IOException {
        delete(directory);
    }

    @Test
    @DisplayName("5 crash at each step, 20 messages twice and in any order: no seed breaks a promise")
    void noSeedBreaksAPromise() {
        Long one = Long.getLong("simulation.seed");
        LongStream seeds = one != null ? LongStream.of(one) : LongStream.range(0, SEEDS);
        ConcurrentSkipListMap<Long, AssertionError> failed = new ConcurrentSkipListMap<>();
        seeds.parallel().takeWhile(seed -> failed.isEmpty()).forEach(seed -> failure(seed, Bug.NONE)
                .ifPresent(failure -> failed.put(seed, failure)));
        if (!failed.isEmpty()) {
            throw new AssertionError(
                    "-Dsimulation.seed=" + failed.firstKey() + " "
                            + failed.firstEntry().getValue().getMessage(),
                    failed.firstEntry().getValue());
        }
    }

    @Test
    void everyPlantedBugIsFound() {
        for (Bug bug : PlantedBugs.all()) {
            Optional<Long> found = LongStream.range(0, SEEDS_TO_FIND_A_BUG)
                    .boxed()
                    .filter(seed -> failure(seed, bug).isPresent())
                    .findFirst();
            assertThat(found).as(bug.toString()).isPresent();
        }
    }

    @Test
    void aSeedPlaysTheSameAgain() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(history(seed)).isEqualTo(history(seed));
        }
    }

    private String history(long seed) {
        Path own = directory.resolve("again" + seed);
        try (Simulation simulation = new Simulation(seed, Bug.NONE, own)) {
            simulation.run(STEPS);
            return simulation.told();
        } finally {
            delete(own);
        }
    }

    private Optional<AssertionError> failure(long seed, Bug bug) {
        Path own = directory.resolve("seed" + seed);
        try (Simulation simulation = new Simulation(seed, bug, own)) {
            simulation.run(STEPS);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(e);
        } finally {
            delete(own);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
