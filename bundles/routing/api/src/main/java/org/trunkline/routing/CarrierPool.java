package org.trunkline.routing;

import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * Carriers that are chosen among each other.
 *
 * @param account whose they are; empty for those that serve every account
 */
public record CarrierPool(Optional<AccountId> account) {
    /** The carriers of the whole system, which root keeps. */
    public static final CarrierPool SYSTEM = new CarrierPool(Optional.empty());

    public CarrierPool {
        Objects.requireNonNull(account, "account");
    }

    public static CarrierPool of(AccountId account) {
        return new CarrierPool(Optional.of(account));
    }
}
