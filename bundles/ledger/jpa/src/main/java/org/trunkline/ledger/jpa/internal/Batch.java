package org.trunkline.ledger.jpa.internal;

import java.util.Collection;
import java.util.List;
import org.trunkline.ledger.jpa.internal.Sql.Column;
import org.trunkline.persistence.PostgresCopy;

/** Rows to be inserted into a table at once. */
final class Batch<T> {
    private final String table;
    private final List<Column<T>> columns;
    private final Collection<T> rows;
    private byte[] copied;

    Batch(String table, List<Column<T>> columns, Collection<T> rows) {
        this.table = table;
        this.columns = columns;
        this.rows = rows;
    }

    String table() {
        return table;
    }

    List<Column<T>> columns() {
        return columns;
    }

    Collection<T> rows() {
        return rows;
    }

    /** Returns the rows as PostgreSQL takes them in; made once, ahead of the transaction where somebody asks for it there. */
    byte[] copied() {
        if (copied == null) {
            copied = PostgresCopy.encoded(columns.stream().map(Column::value).toList(), rows);
        }
        return copied;
    }
}
