package org.trunkline.ledger.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;

/** Keeps the ledger. Entries are only ever added. */
@ConsumerType
public interface LedgerStore {

    /**
     * Writes key, entries, balances and contra totals in one transaction. Balances are locked in the order of the
     * account ids, so postings never wait for each other in a circle.
     *
     * @param ids the ids of the entries, one per line
     * @return the entries in the order of the lines; for a key that was posted with the same lines, the first entries
     * @throws org.trunkline.kernel.ConflictException if the key was posted with other lines
     */
    List<Entry> post(Posting posting, List<String> ids, Caller by, Instant at);

    /** Returns the entries of a posting in the order of its lines, empty if it was never posted. */
    List<Entry> posted(String key);

    void forEachBalance(BalanceReader reader);

    /** Returns entries posted in {@code [from, to)}, newest first. */
    Page<Entry> entries(AccountId account, Optional<String> service, Instant from, Instant to, PageRequest page);

    Optional<Entry> entry(AccountId account, String id);

    /** Told of each account with entries. */
    @FunctionalInterface
    interface BalanceReader {
        void balance(AccountId account, long balanceMicros, long sequence);
    }
}
