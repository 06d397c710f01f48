package org.trunkline.tasks;

import java.util.List;
import java.util.Objects;

/**
 * What can be asked for: one action of one category.
 *
 * @param mandatory columns that the input must have
 * @param optional columns that it may have; there are no others
 * @param options what else a client may say when it creates the task
 * @param readsRows whether it works through an input; without one it takes none
 */
public record TaskKind(
        String category,
        String action,
        String description,
        List<String> mandatory,
        List<String> optional,
        List<String> options,
        boolean readsRows) {
    public TaskKind {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(description, "description");
        mandatory = List.copyOf(mandatory);
        optional = List.copyOf(optional);
        options = List.copyOf(options);
    }

    /** Work through an input. */
    public TaskKind(
            String category,
            String action,
            String description,
            List<String> mandatory,
            List<String> optional,
            List<String> options) {
        this(category, action, description, mandatory, optional, options, true);
    }
}
