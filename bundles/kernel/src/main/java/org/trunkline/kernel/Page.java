package org.trunkline.kernel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some rows of a list, and where the rest begins.
 *
 * @param nextStartKey the {@link PageRequest#startKey} of the next page; empty on the last one
 */
public record Page<T>(List<T> rows, Optional<String> nextStartKey) {
    public Page {
        rows = List.copyOf(rows);
        Objects.requireNonNull(nextStartKey, "nextStartKey");
    }

    public static <T> Page<T> last(List<T> rows) {
        return new Page<>(rows, Optional.empty());
    }

    public <R> Page<R> map(java.util.function.Function<? super T, ? extends R> change) {
        return new Page<>(rows.stream().<R>map(change).toList(), nextStartKey);
    }
}
