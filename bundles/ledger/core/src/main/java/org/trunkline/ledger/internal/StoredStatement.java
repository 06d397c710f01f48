package org.trunkline.ledger.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.Statement;
import org.trunkline.ledger.spi.EntryReader;
import org.trunkline.ledger.spi.LedgerStore;

/** A statement that is read while it is written. Where it ends is fixed when it is made. */
final class StoredStatement implements Statement {
    private static final int SLICE = 1_000;

    private final AccountNode account;
    private final Instant from;
    private final Instant to;
    private final LedgerStore store;
    private final EntryReader entries;
    private final Optional<Entry> before;
    private final long sequenceMax;

    StoredStatement(AccountNode account, Instant from, Instant to, LedgerStore store, EntryReader entries) {
        this.account = account;
        this.from = from;
        this.to = to;
        this.store = store;
        this.entries = entries;
        this.before = entries.lastBefore(account.id(), from);
        this.sequenceMax =
                entries.lastBefore(account.id(), to).map(Entry::sequence).orElse(0L);
    }

    @Override
    public AccountNode account() {
        return account;
    }

    @Override
    public Instant from() {
        return from;
    }

    @Override
    public Instant to() {
        return to;
    }

    @Override
    public long openingMicros() {
        return before.map(Entry::balanceMicros).orElse(0L);
    }

    @Override
    public Map<String, ServiceTotal> totals() {
        return store.totals(account.id(), from, to);
    }

    @Override
    public void forEach(Consumer<Entry> reader) {
        AccountId id = account.id();
        long last = before.map(Entry::sequence).orElse(0L);
        List<Entry> slice;
        do {
            slice = entries.after(id, last, sequenceMax, SLICE);
            slice.forEach(reader);
            last = slice.isEmpty() ? last : slice.get(slice.size() - 1).sequence();
        } while (slice.size() == SLICE);
    }
}
