package org.trunkline.rating;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * One rate of a deck as its owner writes and reads it (crossbar-api §7.1), fields that Trunkline does not know included.
 *
 * @param id its wire id: {@code <ISO|XX>-<prefix>[-<suffix>]}, the second direction with {@code -in} or {@code -out}
 * @param document all its fields, {@code id} included
 */
public record RateDocument(String id, ObjectNode document) {
    public RateDocument {
        Objects.requireNonNull(id, "id");
        document = document.deepCopy();
    }
}
