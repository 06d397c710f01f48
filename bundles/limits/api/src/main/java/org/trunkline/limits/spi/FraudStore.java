package org.trunkline.limits.spi;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.limits.FraudCase;

/** Remembers which countries accounts have called, and suspicions. Implementations pass {@code FraudStoreContract}. */
@ConsumerType
public interface FraudStore {
    /** @param lastDay the day (UTC, counted from 1970) of the last call there */
    record Called(AccountId account, String country, long lastDay) {}

    void forEachCalled(Consumer<Called> consumer);

    void forEachCase(Consumer<FraudCase> consumer);

    /**
     * Stores days and cases in the place of those with the same account and country, or the same id. A day never goes back.
     *
     * @param changes told with it
     */
    void save(List<Called> called, List<FraudCase> cases, List<Change> changes);
}
