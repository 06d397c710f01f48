package org.trunkline.tasks;

import java.util.Map;
import java.util.Objects;

/**
 * What a client asks for.
 *
 * @param fileName how the client calls the input
 * @param options everything else it asked for by name; handlers know which mean something
 */
public record NewTask(String category, String action, String fileName, Map<String, String> options) {
    public NewTask {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(fileName, "fileName");
        options = Map.copyOf(options);
    }
}
