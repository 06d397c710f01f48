package org.trunkline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories that are gone when the benchmark has ended: databases of a run are gigabytes. */
final class Scratch {
    private Scratch() {}

    static Path directory() throws IOException {
        Path directory = Files.createTempDirectory("trunkline-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory), "trunkline-bench-scratch"));
        return directory;
    }

    private static void delete(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | java.io.UncheckedIOException e) {
            System.err.println("left behind: " + directory + " (" + e + ")");
        }
    }
}
