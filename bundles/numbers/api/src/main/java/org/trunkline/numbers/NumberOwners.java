package org.trunkline.numbers;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;

/**
 * Whose numbers are, from memory: for the path of a call and for logins. Asks no rights.
 */
@ProviderType
public interface NumberOwners {

    /**
     * Returns the account to which calls to this number belong; empty if it is nobody's, or that of an account that is
     * deleted.
     *
     * @param number as it came; a national form is read in the country of the root account
     * @throws org.trunkline.kernel.UnavailableException from a start until an inventory was read
     */
    Optional<AccountId> owner(String number);
}
