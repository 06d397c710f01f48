package org.trunkline.ledger.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Entry;
import org.trunkline.rest.Answer;
import org.trunkline.rest.DocumentFilter;
import org.trunkline.rest.FilteredPage;
import org.trunkline.rest.Format;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.Rows;

/**
 * Entries of one service: a page of them, or all of a range while they are sent. A table has all unless a page of it was
 * asked for, and the same columns whatever its entries hold.
 */
final class EntryList {
    private static final int SLICE = 1_000;

    /** The columns of crossbar-api §1.8; what else the metadata of an entry holds stands in the last one. */
    static final List<Rows.Column> COLUMNS = Stream.concat(
                    Stream.of(
                            Rows.Column.of("id"),
                            Rows.Column.of("account_id"),
                            Rows.Column.of("account_name"),
                            Rows.Column.of("amount"),
                            Rows.Column.of("description"),
                            Rows.Column.time("period_start"),
                            Rows.Column.time("period_end"),
                            Rows.Column.of("source_id"),
                            Rows.Column.of("source_service"),
                            Rows.Column.of("usage_quantity"),
                            Rows.Column.of("usage_type"),
                            Rows.Column.of("usage_unit")),
                    Stream.concat(
                            TableMetadata.COLUMNS.stream(),
                            Stream.of(
                                    Rows.Column.time("created"),
                                    Rows.Column.of("balance"),
                                    Rows.Column.of("correction_of"),
                                    Rows.Column.of("metadata"))))
            .toList();

    private final EntryJson json;
    private final Function<PageRequest, Page<Entry>> entries;
    private final DocumentFilter filter;

    /** @param entries reads a page of the range */
    EntryList(EntryJson json, DocumentFilter filter, Function<PageRequest, Page<Entry>> entries) {
        this.json = json;
        this.filter = filter;
        this.entries = entries;
    }

    Answer answer(RestRequest request) {
        PageRequest asked = request.page();
        boolean table = request.format() == Format.CSV || request.format() == Format.XLSX;
        boolean whole = !request.paginated()
                || table
                        && request.value("page_size").isEmpty()
                        && asked.startKey().isEmpty();
        if (whole) {
            // the first page is read before anything is sent: what is to be refused is refused with a status
            PageRequest first = new PageRequest(asked.startKey(), SLICE, asked.ascending());
            Page<Entry> begun = entries.apply(first);
            return Answer.rows(new Rows(COLUMNS, reader -> forEach(begun, first, table, reader)));
        }
        Page<Entry> page = FilteredPage.of(asked, filter, entries, json::of);
        return table
                ? Answer.rows(new Rows(COLUMNS, reader -> page.rows().forEach(row -> reader.accept(cells(row)))))
                : Answer.page(asked, page, json::of);
    }

    private void forEach(Page<Entry> begun, PageRequest first, boolean table, Consumer<ObjectNode> reader) {
        Page<Entry> page = begun;
        while (true) {
            for (Entry entry : page.rows()) {
                if (filter.isEmpty() || filter.test(json.of(entry))) {
                    reader.accept(table ? cells(entry) : json.of(entry));
                }
            }
            Optional<String> next = page.nextStartKey();
            if (next.isEmpty()) {
                return;
            }
            page = entries.apply(new PageRequest(next, SLICE, first.ascending()));
        }
    }

    private ObjectNode cells(Entry entry) {
        return TableMetadata.tidied(json.of(entry));
    }
}
