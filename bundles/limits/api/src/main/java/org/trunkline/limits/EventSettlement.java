package org.trunkline.limits;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * What became of one event: charged on all levels, or refused and charged on none.
 *
 * @param refusal why not; empty when it was charged
 * @param refusedBy the level that refused, for those who may see it
 * @param account whose event it was, where it could be found
 * @param levels the account first; empty for refusals
 */
public record EventSettlement(
        String key,
        Optional<Reason> refusal,
        Optional<AccountId> refusedBy,
        Optional<AccountId> account,
        List<LevelCharge> levels) {

    /**
     * What one level paid.
     *
     * @param amountMicros ≤ 0
     */
    public record LevelCharge(AccountId account, long amountMicros, String currency, String entryId) {
        public LevelCharge {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(currency, "currency");
            Objects.requireNonNull(entryId, "entryId");
        }
    }

    public EventSettlement {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(refusal, "refusal");
        Objects.requireNonNull(refusedBy, "refusedBy");
        Objects.requireNonNull(account, "account");
        levels = List.copyOf(levels);
    }
}
