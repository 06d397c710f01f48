package org.trunkline.limits;

import java.util.List;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/**
 * What an ended call cost on each level.
 *
 * @param authorized whether the call had been authorized
 * @param posted whether the ledger has it; otherwise it is journalled and will be posted, once
 * @param flags overrun, lease, implausible, …
 */
public record CallSettlement(
        CallKey key, boolean authorized, boolean posted, List<String> flags, List<LevelCharge> levels) {

    /**
     * What one level pays.
     *
     * @param amountMicros negative for a charge, 0 where nothing was charged
     * @param entryId the id of its ledger entry, final even before it is posted; empty without a charge
     */
    public record LevelCharge(
            AccountId account,
            Billing billing,
            long amountMicros,
            String currency,
            long chargedSeconds,
            java.util.Optional<String> entryId) {}

    public CallSettlement {
        Objects.requireNonNull(key, "key");
        flags = List.copyOf(flags);
        levels = List.copyOf(levels);
    }
}
