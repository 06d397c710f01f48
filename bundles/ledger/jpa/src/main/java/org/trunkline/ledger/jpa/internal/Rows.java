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

    /** Reads a row of {@link #COLUMNS}, by position: a ledger is read by the million. */
    static StoredEntry read(ResultSet row) throws SQLException {
        long start = row.getLong(14);
        boolean whole = !row.wasNull();
        long end = row.getLong(15);
        PostingLine line = new PostingLine(
                new AccountId(row.getString(1)),
                row.getLong(5),
                row.getString(6),
                new PostingLine.Contra(row.getString(7), row.getString(8)),
                new PostingLine.Source(row.getString(9), row.getString(10)),
                new PostingLine.Usage(row.getString(11), row.getLong(12), row.getString(13)),
                whole ? Optional.of(new PostingLine.Period(instant(start), instant(end))) : Optional.empty(),
                new AccountId(row.getString(16)),
                row.getString(17),
                row.getString(18),
                Optional.ofNullable(row.getString(19)));
        Entry entry = new Entry(
                row.getString(3),
                row.getString(4),
                line,
                row.getLong(2),
                row.getLong(20),
                instant(row.getLong(23)),
                row.getString(25));
        return new StoredEntry(entry, row.getLong(21), row.getLong(22), row.getString(26));
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
