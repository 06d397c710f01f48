package org.trunkline.ledger;

import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;

/** Balances that somebody wants to be told of when they are crossed; no rights are checked here. */
@ProviderType
public interface BalanceThresholds {

    /**
     * From now on each posting that takes the balance of an account across a threshold is recorded as a change of the topic
     * {@code balances}, {@code fell_below} or {@code rose_above}, in the transaction of the posting: exactly one per crossing.
     *
     * @param name whose threshold it is, such as {@code low_balance}; 1..64 characters
     * @param thresholdMicros empty to end it; a balance that equals it is not below it
     */
    void watch(AccountId account, String name, OptionalLong thresholdMicros);
}
