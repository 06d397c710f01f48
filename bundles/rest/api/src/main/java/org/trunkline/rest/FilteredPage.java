package org.trunkline.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Reads on until a page is full of rows that pass the filter of a request. */
public final class FilteredPage {
    /** So many rows are looked at; then the page ends short, with the key to go on (design §13, "Bounds"). */
    public static final int READ_ROWS_MAX = 10_000;

    private static final int CHUNK_ROWS = 500;

    private FilteredPage() {}

    /**
     * Returns the page that was asked for.
     *
     * @param read the unfiltered list
     * @param document the whole document of a row, which the filter looks at
     */
    public static <T> Page<T> of(
            PageRequest asked,
            DocumentFilter filter,
            Function<PageRequest, Page<T>> read,
            Function<T, ObjectNode> document) {
        if (filter.isEmpty()) {
            return read.apply(asked);
        }
        List<T> passed = new ArrayList<>();
        Optional<String> from = asked.startKey();
        int readRows = 0;
        while (true) {
            PageRequest chunk = new PageRequest(from, CHUNK_ROWS, asked.ascending());
            Page<T> page = read.apply(chunk);
            int used = take(page.rows(), passed, asked.size(), row -> filter.test(document.apply(row)));
            readRows += used;
            if (used < page.rows().size()) {
                // only the list knows the key of the row that it ends before, so ask it to end there
                PageRequest shorter = new PageRequest(from, used, asked.ascending());
                return new Page<>(passed, read.apply(shorter).nextStartKey());
            }
            from = page.nextStartKey();
            if (from.isEmpty() || passed.size() == asked.size() || readRows >= READ_ROWS_MAX) {
                return new Page<>(passed, from);
            }
        }
    }

    /** Moves rows that pass until there are enough; returns how many rows it looked at. */
    private static <T> int take(List<T> rows, List<T> passed, int wanted, java.util.function.Predicate<T> passes) {
        int used = 0;
        while (used < rows.size() && passed.size() < wanted) {
            T row = rows.get(used++);
            if (passes.test(row)) {
                passed.add(row);
            }
        }
        return used;
    }
}
