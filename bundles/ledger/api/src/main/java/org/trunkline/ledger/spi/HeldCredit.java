package org.trunkline.ledger.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;

/** Knows what of a balance is not free. Where nobody provides it, all of it is. */
@ConsumerType
public interface HeldCredit {

    /** Returns what live calls of the account hold, and what ended ones cost that is not posted yet. */
    long heldMicros(AccountId account);
}
