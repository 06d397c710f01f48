package org.trunkline.numbers.internal;

import java.util.Set;
import org.trunkline.kernel.AccountId;

/** Which features the numbers of an account may not have. */
interface AccountFeatures {

    /** Returns them by name; none where nothing is known of the account. */
    Set<String> denied(AccountId account);
}
