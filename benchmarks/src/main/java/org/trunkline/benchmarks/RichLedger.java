package org.trunkline.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.EntryIds;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;

/** Everybody has more credit than any benchmark spends; postings are answered and forgotten. */
final class RichLedger implements Ledger {
    private static final long BALANCE_MICROS = 1_000_000_000_000_000L;

    private final List<AccountId> accounts;

    RichLedger(List<AccountId> accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Entry> post(Caller by, Posting posting) {
        List<Entry> entries = new ArrayList<>();
        for (PostingLine line : posting.lines()) {
            Instant at = line.period().map(PostingLine.Period::end).orElse(Instant.EPOCH);
            String id = EntryIds.of(posting.key(), entries.size(), at);
            entries.add(new Entry(id, posting.key(), line, 1, BALANCE_MICROS, at, by.name()));
        }
        return entries;
    }

    @Override
    public List<Entry> posted(String key) {
        return List.of();
    }

    @Override
    public long balanceMicros(AccountId account) {
        return BALANCE_MICROS;
    }

    @Override
    public long totalMicros(AccountId account, String service, Instant from, Instant to) {
        return 0;
    }

    @Override
    public Subscription subscribe(BalanceListener listener) {
        accounts.forEach(account -> listener.balance(account, BALANCE_MICROS, 1, ""));
        return () -> {};
    }
}
