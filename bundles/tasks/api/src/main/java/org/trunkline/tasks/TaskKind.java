package org.trunkline.tasks;

import java.util.List;
import java.util.Objects;

/**
 * What can be asked for: one action of one category.
 *
 * @param mandatory columns that the input must have
 * @param optional columns that it may have; there are no others
 * @param options what else a client may say when it creates the task
 */
public record TaskKind(
        String category,
        String action,
        String description,
        List<String> mandatory,
        List<String> optional,
        List<String> options) {
    public TaskKind {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(description, "description");
        mandatory = List.copyOf(mandatory);
        optional = List.copyOf(optional);
        options = List.copyOf(options);
    }
}
