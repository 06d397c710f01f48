package org.trunkline.ledger.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Entry;

/** Reads the entries of an account in their order, whatever their service. */
@ConsumerType
public interface EntryReader {

    /** Returns the last entry that was posted before an instant. */
    Optional<Entry> lastBefore(AccountId account, Instant instant);

    /**
     * Returns the entries with a sequence in {@code (sequence, sequenceMax]}, in their order.
     *
     * @param sizeMax how many at most
     */
    List<Entry> after(AccountId account, long sequence, long sequenceMax, int sizeMax);

    /** Returns the entries that correct an entry, in their order. */
    List<Entry> corrections(AccountId account, String entryId);
}
