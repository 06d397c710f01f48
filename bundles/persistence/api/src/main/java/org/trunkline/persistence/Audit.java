package org.trunkline.persistence;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Who changed what. */
@ProviderType
public interface Audit {

    /**
     * Returns what changed of an account in {@code [from, to)}, the latest first unless the page is ascending.
     *
     * @throws org.trunkline.kernel.NotFoundException for accounts outside the caller's subtree
     * @throws org.trunkline.kernel.ForbiddenException for who is no administrator
     * @throws org.trunkline.kernel.InvalidException for a start key that no page gave
     */
    Page<AuditEntry> list(Caller caller, AccountId account, Instant from, Instant to, PageRequest page);
}
