package org.trunkline.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/**
 * A list that may be long: a page of it, or all of it while it is sent. A table has all rows unless a page of it was
 * asked for.
 *
 * @param columns of the table
 * @param read reads a page without filters, and refuses what is to be refused when the first one is read
 * @param document the whole document of a row, which filters look at
 * @param row what a page or the whole list shows
 * @param cells what the table shows
 */
public record LongList<T>(
        List<Rows.Column> columns,
        Function<PageRequest, Page<T>> read,
        Function<T, ObjectNode> document,
        Function<T, ObjectNode> row,
        Function<T, ObjectNode> cells) {
    private static final int SLICE = 1_000;

    public LongList {
        columns = List.copyOf(columns);
        Objects.requireNonNull(read, "read");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(cells, "cells");
    }

    public Answer answer(RestRequest request) {
        boolean table = request.format() == Format.CSV || request.format() == Format.XLSX;
        if (isWhole(request, table)) {
            Iterator<List<T>> slices = slices(request);
            Function<T, ObjectNode> shown = table ? cells : row;
            return Answer.rows(new Rows(
                    columns,
                    reader ->
                            slices.forEachRemaining(slice -> slice.forEach(each -> reader.accept(shown.apply(each))))));
        }
        PageRequest asked = request.page();
        Page<T> page = FilteredPage.of(asked, request.filter(), read, document);
        return table
                ? Answer.rows(
                        new Rows(columns, reader -> page.rows().forEach(each -> reader.accept(cells.apply(each)))))
                : Answer.page(asked, page, row);
    }

    /** Returns whether all rows are wanted, not a page of them. */
    public static boolean isWhole(RestRequest request, boolean table) {
        return !request.paginated()
                || table
                        && request.value("page_size").isEmpty()
                        && request.page().startKey().isEmpty();
    }

    /**
     * Returns all rows that pass the filter of the request, in slices. The first is read now, before anything is sent: what
     * is to be refused is refused with a status.
     */
    public Iterator<List<T>> slices(RestRequest request) {
        PageRequest asked = request.page();
        PageRequest first = new PageRequest(asked.startKey(), SLICE, asked.ascending());
        return new Slices(request.filter(), first, read.apply(first));
    }

    private final class Slices implements Iterator<List<T>> {
        private final DocumentFilter filter;
        private final PageRequest first;
        private Optional<Page<T>> read;
        private Optional<String> next = Optional.empty();

        private Slices(DocumentFilter filter, PageRequest first, Page<T> begun) {
            this.filter = filter;
            this.first = first;
            this.read = Optional.of(begun);
        }

        @Override
        public boolean hasNext() {
            return read.isPresent() || next.isPresent();
        }

        @Override
        public List<T> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Page<T> page =
                    read.orElseGet(() -> LongList.this.read.apply(new PageRequest(next, SLICE, first.ascending())));
            read = Optional.empty();
            next = page.nextStartKey();
            return filter.isEmpty()
                    ? page.rows()
                    : page.rows().stream()
                            .filter(each -> filter.test(document.apply(each)))
                            .toList();
        }
    }
}
