package org.trunkline.ledger.rest.internal;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Entry;
import org.trunkline.rest.Answer;
import org.trunkline.rest.LongList;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.Rows;

/** Entries of one service; a table has the same columns whatever its entries hold. */
final class EntryList {
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

    private EntryList() {}

    /** @param read reads a page of the range */
    static Answer answer(RestRequest request, EntryJson json, Function<PageRequest, Page<Entry>> read) {
        return new LongList<>(COLUMNS, read, json::of, json::of, entry -> TableMetadata.tidied(json.of(entry)))
                .answer(request);
    }
}
