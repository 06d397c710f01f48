package org.trunkline.ledger.jpa.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.spi.AccountBook;
import org.trunkline.ledger.spi.StoredEntry;

/** Rows of {@code ledger_entry}. */
final class Rows {
    static final String COLUMNS =
            """
            account_id, entry_sequence, id, posting_key, line, amount_micros, currency, contra_owner, contra_name,
            source_service, source_id, usage_type, usage_quantity, usage_unit, period_start_micros, period_end_micros,
            calling_account_id, description, metadata, correction_of, balance_micros, service_amount_micros,
            service_quantity, posted_at_micros, posted_month, executor, hash
            """;

    static final String INSERT = "insert into ledger_entry (" + COLUMNS + ") values ("
            + String.join(", ", Collections.nCopies(27, "?")) + ")";

    private Rows() {}

    static void bind(PreparedStatement insert, StoredEntry row, int line) throws SQLException {
        Entry entry = row.entry();
        PostingLine posted = entry.line();
        int at = 1;
        insert.setString(at++, posted.account().value());
        insert.setLong(at++, entry.sequence());
        insert.setString(at++, entry.id());
        insert.setString(at++, entry.key());
        insert.setInt(at++, line);
        insert.setLong(at++, posted.amountMicros());
        insert.setString(at++, posted.currency());
        insert.setString(at++, posted.contra().owner());
        insert.setString(at++, posted.contra().name());
        insert.setString(at++, posted.source().service());
        insert.setString(at++, posted.source().id());
        insert.setString(at++, posted.usage().type());
        insert.setLong(at++, posted.usage().quantity());
        insert.setString(at++, posted.usage().unit());
        if (posted.period().isPresent()) {
            insert.setLong(at++, micros(posted.period().get().start()));
            insert.setLong(at++, micros(posted.period().get().end()));
        } else {
            insert.setNull(at++, Types.BIGINT);
            insert.setNull(at++, Types.BIGINT);
        }
        insert.setString(at++, posted.callingAccount().value());
        insert.setString(at++, posted.description());
        insert.setString(at++, posted.metadata());
        insert.setString(at++, posted.correctionOf().orElse(null));
        insert.setLong(at++, entry.balanceMicros());
        insert.setLong(at++, row.serviceAmountMicros());
        insert.setLong(at++, row.serviceQuantity());
        insert.setLong(at++, micros(entry.postedAt()));
        insert.setInt(at++, AccountBook.month(entry.postedAt()));
        insert.setString(at++, entry.executor());
        insert.setString(at, row.hash());
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
