package org.trunkline.ledger.jpa.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.jpa.internal.Sql.Column;
import org.trunkline.ledger.spi.AccountBook;
import org.trunkline.ledger.spi.StoredEntry;

/** Rows of {@code ledger_entry}. */
final class Rows {
    static final String TABLE = "ledger_entry";

    static final List<Column<StoredEntry>> WRITTEN = List.of(
            line("account_id", line -> line.account().value()),
            Column.number("entry_sequence", row -> row.entry().sequence()),
            Column.text("id", row -> row.entry().id()),
            Column.text("posting_key", row -> row.entry().key()),
            Column.number("amount_micros", row -> row.entry().line().amountMicros()),
            line("currency", PostingLine::currency),
            line("contra_owner", line -> line.contra().owner()),
            line("contra_name", line -> line.contra().name()),
            line("source_service", line -> line.source().service()),
            line("source_id", line -> line.source().id()),
            line("usage_type", line -> line.usage().type()),
            Column.number("usage_quantity", row -> row.entry().line().usage().quantity()),
            line("usage_unit", line -> line.usage().unit()),
            Column.number("period_start_micros", row -> period(row, PostingLine.Period::start)),
            Column.number("period_end_micros", row -> period(row, PostingLine.Period::end)),
            line("calling_account_id", line -> line.callingAccount().value()),
            line("description", PostingLine::description),
            line("metadata", PostingLine::metadata),
            line("correction_of", line -> line.correctionOf().orElse(null)),
            Column.number("balance_micros", row -> row.entry().balanceMicros()),
            Column.number("service_amount_micros", StoredEntry::serviceAmountMicros),
            Column.number("service_quantity", StoredEntry::serviceQuantity),
            Column.number("posted_at_micros", row -> micros(row.entry().postedAt())),
            Column.integer("posted_month", row -> AccountBook.month(row.entry().postedAt())),
            Column.text("executor", row -> row.entry().executor()),
            Column.text("hash", StoredEntry::hash));

    static final String COLUMNS = WRITTEN.stream().map(Column::name).collect(Collectors.joining(", "));

    private Rows() {}

    private static Column<StoredEntry> line(String name, Function<PostingLine, Object> value) {
        return Column.text(name, row -> value.apply(row.entry().line()));
    }

    private static Long period(StoredEntry row, Function<PostingLine.Period, Instant> edge) {
        return row.entry().line().period().map(edge).map(Rows::micros).orElse(null);
    }

    static StoredEntry read(ResultSet row) throws SQLException {
        long start = row.getLong("period_start_micros");
        boolean whole = !row.wasNull();
        long end = row.getLong("period_end_micros");
        PostingLine line = new PostingLine(
                new AccountId(row.getString("account_id")),
                row.getLong("amount_micros"),
                row.getString("currency"),
                new PostingLine.Contra(row.getString("contra_owner"), row.getString("contra_name")),
                new PostingLine.Source(row.getString("source_service"), row.getString("source_id")),
                new PostingLine.Usage(
                        row.getString("usage_type"), row.getLong("usage_quantity"), row.getString("usage_unit")),
                whole ? Optional.of(new PostingLine.Period(instant(start), instant(end))) : Optional.empty(),
                new AccountId(row.getString("calling_account_id")),
                row.getString("description"),
                row.getString("metadata"),
                Optional.ofNullable(row.getString("correction_of")));
        Entry entry = new Entry(
                row.getString("id"),
                row.getString("posting_key"),
                line,
                row.getLong("entry_sequence"),
                row.getLong("balance_micros"),
                instant(row.getLong("posted_at_micros")),
                row.getString("executor"));
        return new StoredEntry(
                entry, row.getLong("service_amount_micros"), row.getLong("service_quantity"), row.getString("hash"));
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
