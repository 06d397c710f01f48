package org.trunkline.tasks.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.trunkline.kernel.Ids;

/** By what name other nodes know this one: the same after a restart, because it lies beside the files of tasks. */
final class NodeName {
    private static final String FILE = "node";
    private static final String FORM = "[0-9a-f]{32}";

    private NodeName() {}

    static String of(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            if (Files.exists(file)) {
                String name = Files.readString(file).strip();
                if (name.matches(FORM)) {
                    return name;
                }
            }
            Files.createDirectories(directory);
            String name = Ids.random();
            Files.writeString(file, name);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("The name of this node could not be kept", e);
        }
    }
}
