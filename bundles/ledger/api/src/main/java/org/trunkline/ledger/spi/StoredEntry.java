package org.trunkline.ledger.spi;

import java.util.Objects;
import org.trunkline.ledger.Entry;

/**
 * An entry with what its row keeps beside it.
 *
 * @param serviceAmountMicros the sum of the account's entries of this service, with this entry
 * @param serviceQuantity the quantity used of this service, with this entry
 * @param hash links the entry to all earlier ones of its account: {@link Seals#link}
 */
public record StoredEntry(Entry entry, long serviceAmountMicros, long serviceQuantity, String hash) {
    public StoredEntry {
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(hash, "hash");
    }
}
