package org.trunkline.limits;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * What an ended call cost on each level.
 *
 * @param authorized whether the call had been authorized
 * @param posted whether the ledger has it; otherwise it is journalled and will be posted, once
 * @param flags overrun, lease, implausible, …
 * @param levels the account first
 * @param carrier what root pays for it; never told to a switch; empty where nothing is known of it
 */
public record CallSettlement(
        CallKey key,
        boolean authorized,
        boolean posted,
        List<String> flags,
        List<LevelCharge> levels,
        Optional<LevelCharge> carrier) {

    /**
     * What one level pays.
     *
     * @param amountMicros negative for a charge, 0 where nothing was charged
     * @param chargedSeconds what is paid per minute
     * @param allotmentSeconds what it took from its allotment
     * @param entryId the id of its ledger entry, final even before it is posted; empty without a charge
     */
    public record LevelCharge(
            AccountId account,
            Billing billing,
            long amountMicros,
            String currency,
            long chargedSeconds,
            long allotmentSeconds,
            Optional<String> entryId) {}

    public CallSettlement {
        Objects.requireNonNull(key, "key");
        flags = List.copyOf(flags);
        levels = List.copyOf(levels);
        Objects.requireNonNull(carrier, "carrier");
    }
}
