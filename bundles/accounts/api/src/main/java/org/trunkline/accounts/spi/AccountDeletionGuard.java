package org.trunkline.accounts.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.DomainException;

/** A service of a domain in which an account may be in use, asked before the account is deleted. */
@ConsumerType
public interface AccountDeletionGuard {

    /** Returns why the account must stay for now; empty if it may go. Does not wait. */
    Optional<DomainException> objection(AccountId account);
}
