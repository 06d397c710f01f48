package org.trunkline.numbers.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.numbers.PhoneNumber;

/** Remembers the inventory. Implementations pass {@code NumberStoreContract}. */
@ConsumerType
public interface NumberStore {
    /** So many numbers are written at once at most. */
    int BATCH_MAX = 200;

    /**
     * A number to be written.
     *
     * @param number as it shall stand, at the revision that it was read with: 0 for a new one; deleted ones are removed
     * @param changes recorded with it
     */
    record Write(PhoneNumber number, List<Change> changes) {
        public Write {
            changes = List.copyOf(changes);
        }
    }

    /** A number that is an account's. */
    record Owned(String number, AccountId account) {}

    /** Returns those of the numbers that are stored, by number. */
    Map<String, PhoneNumber> find(Collection<String> numbers);

    /** Returns the numbers of one account, by number. */
    Page<PhoneNumber> list(AccountId account, PageRequest page);

    /** Returns the numbers in one pool that nobody has, by number. */
    Page<PhoneNumber> pool(AccountId pool, PageRequest page);

    /**
     * Returns numbers that nobody has and that may be taken at that time, by number.
     *
     * @param pools those looked at
     * @param prefix {@code +} and digits
     */
    List<PhoneNumber> search(Collection<AccountId> pools, String prefix, Instant time, int offset, int sizeMax);

    /** Returns whose numbers are, by number, those after the given one. For snapshots. */
    List<Owned> ownedAfter(Optional<String> last, int sizeMax);

    /**
     * Writes each number whose stored revision is still its own, at the next one; the others stay as they are, and nothing
     * is recorded of them.
     *
     * @param writes at most {@link #BATCH_MAX}, no number twice
     * @return the numbers that were written
     */
    Set<String> write(List<Write> writes);
}
