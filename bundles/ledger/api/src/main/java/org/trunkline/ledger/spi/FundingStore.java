package org.trunkline.ledger.spi;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.ledger.FundingMode;

/** Keeps the funding of those accounts for which it was set. */
@ConsumerType
public interface FundingStore {

    /** Returns what was set for these accounts; those for which nothing was set are left out. */
    Map<AccountId, Funding> find(Collection<AccountId> accounts);

    /** Keeps what was set for an account, in the place of what was there, and records the change with it. */
    void save(AccountId account, Funding funding, Change change);

    /**
     * What was set.
     *
     * @param mode empty where the place of the account decides
     * @param covered whether the grants of the account may not exceed its own credit
     */
    record Funding(Optional<FundingMode> mode, boolean covered) {
        /** What holds for an account for which nothing was set. */
        public static final Funding DEFAULT = new Funding(Optional.empty(), false);

        public Funding {
            Objects.requireNonNull(mode, "mode");
        }
    }
}
