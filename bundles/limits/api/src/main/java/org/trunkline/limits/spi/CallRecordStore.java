package org.trunkline.limits.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;

/**
 * One permanent row per call that ended, free and flat ones too (charging §4): what makes an end repeat for ever and an
 * authorize on an ended id harmless. Implementations pass {@code CallRecordStoreContract}.
 */
@ConsumerType
public interface CallRecordStore {

    /**
     * @param account whose call it was; empty for an emergency call of nobody we know
     * @param settlement the whole answer to the end, as JSON
     * @param reason why it had been allowed, as on the wire
     * @param fingerprint of the authorize request, to tell a repeat from another call under the same id
     * @param frozen the call and its terms, from which a late end or a correction is settled; opaque here; empty in rows of
     *     the first release
     * @param allotments what it took from allotments; written, never read: {@link AllotmentUseStore} has it
     */
    record CallRecord(
            CallKey key,
            Optional<AccountId> account,
            String fingerprint,
            long billedSeconds,
            Instant endedAt,
            String settlement,
            String reason,
            Optional<String> frozen,
            List<AllotmentUse> allotments) {
        public CallRecord {
            allotments = List.copyOf(allotments);
        }

        /** A call that used no allotment. */
        public CallRecord(
                CallKey key,
                Optional<AccountId> account,
                String fingerprint,
                long billedSeconds,
                Instant endedAt,
                String settlement,
                String reason,
                Optional<String> frozen) {
            this(key, account, fingerprint, billedSeconds, endedAt, settlement, reason, frozen, List.of());
        }
    }

    Optional<CallRecord> find(CallKey key);

    /**
     * Stores the records and the details that are not there yet, all or none; those that are stay as they are. Safe to
     * repeat.
     */
    void insertMissing(List<CallRecord> records, List<StoredDetail> details);

    /**
     * Puts each in the place of the one with its key, all or none: a late end, a correction. Details keep the time at which
     * they were first recorded. Safe to repeat.
     */
    void replace(List<CallRecord> records, List<StoredDetail> details);

    /**
     * Returns records of calls that ended from {@code from} to before {@code to}, in the order of the end and of the key;
     * rows that only lead to another record are left out.
     *
     * @param after the last one seen; empty to begin
     */
    List<CallRecord> ended(Instant from, Instant to, Optional<CallRecord> after, int max);
}
