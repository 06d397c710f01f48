package org.trunkline.limits.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.limits.FraudCase;

/**
 * What is remembered of accounts so that suspicious calls are found: in memory, stored soon after. Decisions ask and tell it
 * while they hold the partition of the account.
 */
@ProviderType
public interface FraudMemory {

    /** Returns the day (UTC, counted from 1970) on which the account last called the country; empty if never. */
    OptionalLong lastDay(AccountId account, String country);

    /** Returns how many calls to other countries were told since then, of the latest {@code max}. */
    int callsSince(AccountId account, Instant since, int max);

    /**
     * A call to another country was admitted.
     *
     * @param meter of the account, from the state of the same node
     * @param keep how many of the latest calls {@link #callsSince} must know of; 0 = none
     */
    void called(AccountMeter meter, String country, Instant now, int keep);

    Optional<FraudCase> find(AccountId account, String id);

    List<FraudCase> cases(AccountId account);

    /** Remembers the case in the place of the one with its id. */
    void put(FraudCase fraudCase, Optional<Change> told);

    /** Stores all that was told until now. */
    void store();
}
