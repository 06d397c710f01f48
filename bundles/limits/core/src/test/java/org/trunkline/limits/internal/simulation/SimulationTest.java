package org.trunkline.limits.internal.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 10_000);
    private static final long FIRST = Long.getLong("simulation.seed", 0);
    private static final int STEPS = 80;

    @Test
    void everySeedKeepsEveryPromise() throws IOException {
        Path memory = Path.of("/dev/shm");
        Path base = Files.isDirectory(memory)
                ? Files.createTempDirectory(memory, "simulation")
                : Files.createTempDirectory("simulation");
        long start = System.nanoTime();
        int failed = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Path directory = base.resolve("s" + seed);
            try (Simulation simulation = new Simulation(seed, Bug.NONE, directory)) {
                simulation.run(STEPS);
            } catch (AssertionError e) {
                System.err.println("seed " + seed + ": " + e.getMessage());
                if (SEEDS == 1) e.printStackTrace();
                if (++failed >= Integer.getInteger("simulation.failures", 1)) throw e;
            }
            delete(directory);
        }
        System.err.println((System.nanoTime() - start) / 1_000_000 + " ms"); System.err.println(SEEDS + " seeds in " + (System.nanoTime() - start) / 1_000_000 + " ms, failed " + failed);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
