package org.trunkline.kernel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

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

    /**
     * Makes the page of what was read for it, and one row more to see whether there is a next one.
     *
     * @param oneMore at most {@code asked.size() + 1} rows in the order of the list
     * @param key the start key of a page that begins with the row
     */
    public static <T> Page<T> cut(List<T> oneMore, PageRequest asked, Function<? super T, String> key) {
        return cut(oneMore, asked.size(), key);
    }

    /** @param size how many rows the page has at most */
    public static <T> Page<T> cut(List<T> oneMore, int size, Function<? super T, String> key) {
        return oneMore.size() <= size
                ? last(oneMore)
                : new Page<>(oneMore.subList(0, size), Optional.of(key.apply(oneMore.get(size))));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(rows.stream().<R>map(change).toList(), nextStartKey);
    }
}
