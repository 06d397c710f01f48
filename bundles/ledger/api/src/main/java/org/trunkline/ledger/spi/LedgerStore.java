package org.trunkline.ledger.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.ServiceTotal;

/** Keeps the ledger. Entries are only ever added. */
@ConsumerType
public interface LedgerStore {

    /**
     * Writes a group of postings in one transaction, all of them or none: keys, entries, balances, contra totals and the
     * changes to be recorded. Accounts are locked in the order of their ids, so writers never wait for each other in a
     * circle.
     *
     * @param at when; entries of an account are never posted before its earlier ones, whatever this says
     * @return in the order of the group; for a key that was posted with the same lines, the first entries
     * @throws org.trunkline.kernel.ConflictException if a key was posted with other lines
     * @throws org.trunkline.kernel.InvalidException if a line does not fit its account
     * @throws org.trunkline.kernel.UnavailableException if the database does not answer
     */
    List<Posted> post(List<Order> group, Instant at);

    /**
     * Makes a group ready, so that less is left to do when its turn comes. To be called for one group after the other, in
     * the order in which they are posted; the group before may be on its way meanwhile, on another thread.
     *
     * @return posts the group as {@link #post} does; must be called, once
     */
    default Supplier<List<Posted>> prepare(List<Order> group, Instant at) {
        return () -> post(group, at);
    }

    /**
     * Keeps a threshold of an account, or removes it; postings record the {@link Crossings} of it.
     *
     * @throws org.trunkline.kernel.InvalidException if the name is out of bounds
     */
    void watch(AccountId account, String name, OptionalLong thresholdMicros);

    /** Returns the entries of a posting in the order of its lines, empty if it was never posted. */
    List<Entry> posted(String key);

    /** Hands over the balance of every account with entries. */
    void forEachBalance(Consumer<Balance> reader);

    Optional<Balance> balance(AccountId account);

    /** Hands over the entries of an account in their order, up to a sequence. */
    void forEachEntry(AccountId account, long sequenceMax, Consumer<StoredEntry> reader);

    /** Returns the sum per service of the entries posted in {@code [from, to)}; services without any are left out. */
    Map<String, ServiceTotal> totals(AccountId account, Instant from, Instant to);

    /**
     * Returns the sums of one month by calling account and service, in this order, without the part of the account itself:
     * that is the rest of its totals.
     *
     * @param month of posting, {@code YYYYMM}
     */
    List<Share> shares(AccountId account, int month);

    /** Returns entries of one service posted in {@code [from, to)}, newest first unless the page says otherwise. */
    Page<Entry> entries(AccountId account, String service, Instant from, Instant to, PageRequest page);

    Optional<Entry> entry(AccountId account, String id);

    /**
     * Returns where totals differ from the entries at one instant; nothing in a sound ledger. The contra totals of an
     * owner go by their name. All of them and all balances of a currency are 0 together; where they are not, as when an account
     * has entries and no balance, that goes by no owner and the name {@code balance} in month 0.
     */
    List<Imbalance> imbalances();

    /**
     * A posting to be made.
     *
     * @param recorded the changes to write with it, if it is not a repeat
     * @param fingerprint of the posting; made by who asks for it, so that the one who writes has less to do
     * @param condition what must hold when it is made; of a repeat nothing is asked
     */
    record Order(
            Posting posting,
            String executor,
            List<Change> recorded,
            String fingerprint,
            Optional<PostingCondition> condition) {
        public Order {
            Objects.requireNonNull(posting, "posting");
            Objects.requireNonNull(executor, "executor");
            recorded = List.copyOf(recorded);
            Objects.requireNonNull(fingerprint, "fingerprint");
            Objects.requireNonNull(condition, "condition");
        }

        public Order(Posting posting, String executor, List<Change> recorded, String fingerprint) {
            this(posting, executor, recorded, fingerprint, Optional.empty());
        }

        public Order(Posting posting, String executor, List<Change> recorded) {
            this(posting, executor, recorded, Seals.fingerprint(posting));
        }

        /** Returns the same with a condition. */
        public Order onlyIf(PostingCondition must) {
            return new Order(posting, executor, recorded, fingerprint, Optional.of(must));
        }
    }

    /**
     * A posting that was made.
     *
     * @param isNew false if its key had been posted before
     */
    record Posted(List<Entry> entries, boolean isNew) {
        public Posted {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Where an account stands.
     *
     * @param sequence the place of its latest entry
     * @param hash the hash of its latest entry
     */
    record Balance(AccountId account, String currency, long balanceMicros, long sequence, String hash) {}

    /** The part of a calling account in the entries of a service. */
    record Share(AccountId callingAccount, String service, ServiceTotal total) {}

    /**
     * A contra total that is not the opposite of its entries.
     *
     * @param month {@code YYYYMM}
     * @param micros the sum of entries and contra, which should be 0
     */
    record Imbalance(String owner, String name, String currency, int month, long micros) {}
}
