package org.trunkline.identity;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Who tried to log in to an account. Kept for 90 days. */
@ProviderType
public interface LoginRecords {

    /** Returns the attempts in {@code [from, to)}, the latest first unless the page is ascending; keys are their ids. */
    Page<LoginRecord> list(Caller caller, AccountId account, Instant from, Instant to, PageRequest page);

    /** @throws org.trunkline.kernel.NotFoundException if there is none of this id in the account */
    LoginRecord get(Caller caller, AccountId account, String id);
}
