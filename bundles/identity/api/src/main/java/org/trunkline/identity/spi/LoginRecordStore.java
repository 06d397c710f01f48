package org.trunkline.identity.spi;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.identity.LoginRecord;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Where attempts to log in are kept. */
@ConsumerType
public interface LoginRecordStore {

    void insert(LoginRecord row);

    Optional<LoginRecord> find(AccountId account, String id);

    /** Returns those in {@code [from, to)} in the order of their ids; keys are ids. */
    Page<LoginRecord> list(AccountId account, Instant from, Instant to, PageRequest page);

    /** Returns whether somebody has logged in to the account from this address since. */
    boolean hasSucceeded(AccountId account, String address, Instant since);

    /** Deletes some of those from before, so many at most, and returns how many. */
    int deleteBefore(Instant at, int rowsMax);
}
