package org.trunkline.numbers;

import java.util.Objects;
import java.util.Optional;

/**
 * One class of numbers.
 *
 * @param name its stable name, such as {@code did_us}
 * @param regex which numbers belong to it
 * @param friendlyName what people call it
 * @param prettyPrint how clients may format its numbers
 * @param emergency whether it is the class of emergency numbers
 */
public record Classifier(
        String name, String regex, String friendlyName, Optional<String> prettyPrint, boolean emergency) {
    public Classifier {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(regex, "regex");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(prettyPrint, "prettyPrint");
    }
}
